// The installer's messages; before the answer of the server.
import { expect, test } from 'vitest';
import { RunMessages } from '../../../../web/backend/run/run-messages.tsx';
import { drawn, elements, words } from '../../drawn.tsx';
import { backend, run } from '../../views.ts';

const messages = <RunMessages backend={backend('n1')} run={run()} />;

test('while it is loaded: a title, and that it is loading, not that there is nothing', () => {
  expect(words(messages)).toBe('Installer messages loading All events of this run');
});

test('offers all events', () => {
  expect(elements(drawn(messages), 'button')).toMatchObject([{ text: 'All events of this run', attributes: { 'aria-pressed': 'false' } }]);
});
