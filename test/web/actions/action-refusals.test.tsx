// The result of an action that the server refused for some backends.
import * as Radix from '@radix-ui/react-dialog';
import { expect, test } from 'vitest';
import { ActionRefusals } from '../../../web/actions/action-refusals.tsx';
import { drawn, elements, words } from '../drawn.tsx';

const refused = (...whys: string[]) => whys.map((why, i) => ({ name: `n${i}`, why }));
const result = (done: string | null, ...whys: string[]) => (
  <Radix.Root>
    <ActionRefusals done={done} refused={refused(...whys)} />
  </Radix.Root>
);

test('what was done, and why the others were refused', () => {
  expect(words(result('n9 closed', 'it is over'))).toBe('✔ n9 closed ✖ Refused for 1 backend n0: it is over Close');
});

test('equal reasons are one line', () => {
  const html = drawn(result(null, 'it is over', 'unknown', 'it is over'));
  expect(words(result(null, 'a', 'b'))).toMatch(/^✖ Refused for 2 backends/);
  expect(elements(html, 'li').map(({ text }) => text)).toEqual(['2 backends: n0, n2: it is over', 'n1: unknown']);
  expect(html).toContain('role="alert"');
});
