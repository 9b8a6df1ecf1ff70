// The stage of a run and the next one.
import { expect, test } from 'vitest';
import { StageAndNext } from '../../../../web/fleet/row/stage-and-next.tsx';
import { drawn, words } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';
import { summary } from '../../views.ts';

test.each([
  ['failed', 'Profile_XML_Sent'],
  ['late', 'Initrd_RRQ → Config_Sent'],
  ['installing', 'Initrd_RRQ → Config_Sent'],
  ['installed', 'Reboot_Okay'],
] as const)('%s: %s', (story, text) => {
  const { run } = played(stories[story]).backend;
  expect(run && words(<StageAndNext run={run} />)).toBe(text);
});

test('a missing stage stands out', () => {
  const late = summary({ status: 'late', stage: 'A', nextStage: 'B' });
  expect(drawn(<StageAndNext run={late} />)).toContain('stage-missing');
  expect(drawn(<StageAndNext run={{ ...late, status: 'installing' }} />)).not.toContain('stage-missing');
});

test('how often it was seen', () => {
  expect(words(<StageAndNext run={summary({ stage: 'A', count: 3 })} />)).toBe('A × 3');
});
