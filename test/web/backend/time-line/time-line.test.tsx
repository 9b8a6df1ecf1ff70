// A run as one strip.
import { expect, test } from 'vitest';
import { TimeLine } from '../../../../web/backend/time-line/time-line.tsx';
import { stepsOf } from '../../../../web/run/steps.ts';
import { drawn, words } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';
import { at, reached, run } from '../../views.ts';

const line = (of: ReturnType<typeof run>) => <TimeLine run={of} steps={stepsOf(of)} />;

test.each([
  ['installing', 60, /^Timeline Config_Sent expected from 01:05:20; limit 1 m 10 s dhcp tftp .*01:05:00 1 m 30 s 01:06:30$/],
  ['late', 120, /^Timeline Config_Sent late since 01:06:30; limit 1 m 10 s/],
  ['failed', 60, /^Timeline failed since Profile_XML_Sent at 01:05:31/],
] as const)('%s: the current stretch in words, the parts, both ends', (story, nowSecond, text) => {
  expect(words(line(played(stories[story]).run), { nowSecond })).toMatch(text);
});

test('hours without news are cut off, and counted', () => {
  const of = run({ status: 'failed', stages: [reached('A', 0), reached('B', 12, { status: 'failed' })], lastHeardAt: at(12) });
  expect(words(line(of), { nowSecond: 7_200 })).toMatch(/17 s … 1 h 59 m more after 01:05:17$/);
});

test('a run without any time has none', () => {
  expect(drawn(line(run()))).toBe('');
});
