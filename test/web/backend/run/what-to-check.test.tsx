// What to check, with commands for this machine.
import { expect, test } from 'vitest';
import { WhatToCheck } from '../../../../web/backend/run/what-to-check.tsx';
import { drawn, words } from '../../drawn.tsx';
import { backend, run } from '../../views.ts';

const checks = [
  { ask: 'Does it answer?', command: "ping '{ip}'" },
  { ask: 'What does its console show?', command: null },
];

test('each step, its command filled in and to be copied', () => {
  const check = <WhatToCheck backend={backend('n1', { ip: '10.1.1.9' })} run={run({ checks })} />;
  expect(words(check)).toBe("Does it answer? ping '10.1.1.9' copy What does its console show?");
  expect(drawn(check)).toContain('aria-label="Copy the command ping &#x27;10.1.1.9&#x27;"');
});

test('a command that needs an unknown address is not shown', () => {
  const text = words(<WhatToCheck backend={backend('n1')} run={run({ checks })} />);
  expect(text).toContain('the command needs an address that is not known yet');
  expect(text).not.toContain('ping');
});

test('without steps the hint of the workflow', () => {
  expect(words(<WhatToCheck backend={backend('n1')} run={run({ hint: 'Is it on?' })} />)).toBe('Is it on?');
});
