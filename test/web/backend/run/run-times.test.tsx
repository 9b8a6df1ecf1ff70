// The times of a run.
import { expect, test } from 'vitest';
import { RunTimes } from '../../../../web/backend/run/run-times.tsx';
import { drawn, words } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';

test.each([
  ['installing', 60, 'started 01:05:00 at Initrd_RRQ for 40 s of 1 m 10 s last heard 01:05:20 40 s ago'],
  ['late', 200, 'started 01:05:00 at Initrd_RRQ for 3 m 00 s of 1 m 10 s last heard 01:05:20 3 m 00 s ago'],
  ['failed', 60, 'started 01:05:00 failed for 29 s last heard 01:05:31 29 s ago'],
  ['installed', 900, 'started 01:05:00 ended 01:11:40 took 6 m 40 s last heard 01:11:40'],
] as const)('%s', (story, nowSecond, text) => {
  expect(words(<RunTimes run={played(stories[story]).run} />, { nowSecond })).toBe(text);
});

test('a limit that has passed stands out', () => {
  const { run } = played(stories.installing);
  expect([60, 100].map((nowSecond) => drawn(<RunTimes run={run} />, { nowSecond }).includes('time-over'))).toEqual([false, true]);
});
