// The prerequisites of a deployment.
import { expect, test } from 'vitest';
import { Prerequisites } from '../../../web/deployments/prerequisites.tsx';
import { drawn, words } from '../drawn.tsx';
import { stopped } from './deployment-views.ts';

test('what was found, and what to do about a broken one', () => {
  expect(words(<Prerequisites prerequisites={stopped.view.prerequisites} />)).toBe(
    'Prerequisites 1 of 2 broken ✔ ok no alarms none is raised ✖ broken license it has expired Install a new one.',
  );
});

test('all are met, or unknown', () => {
  const unknown = { name: 'license', status: 'unknown', text: 'not reported', remedy: 'Look.' } as const;
  expect(words(<Prerequisites prerequisites={[unknown]} />)).toBe(
    'Prerequisites none known to be broken ? unknown license not reported Look.',
  );
});

test('of one that is met there is nothing to do', () => {
  const met = { name: 'license', status: 'ok', text: 'valid', remedy: 'Install one.' } as const;
  expect(words(<Prerequisites prerequisites={[met]} />)).not.toContain('Install one.');
});

test('none: nothing', () => {
  expect(drawn(<Prerequisites prerequisites={[]} />)).toBe('');
});
