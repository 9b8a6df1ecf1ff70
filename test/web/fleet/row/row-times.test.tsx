// The parts of a row that change every second.
import { expect, test } from 'vitest';
import { ExpectedEnd, LastHeard, Reason, Started, TimeInStage } from '../../../../web/fleet/row/row-times.tsx';
import { drawn, words } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';
import { at, summary } from '../../views.ts';

test.each([
  ['installing', 60, '40 s of 1 m 10 s'],
  ['late', 200, '3 m 00 s of 1 m 10 s'],
  ['failed', 60, 'for 29 s'],
  ['installed', 900, 'took 6 m 40 s'],
] as const)('time in stage, %s', (story, nowSecond, text) => {
  const { run } = played(stories[story]).backend;
  expect(run && words(<TimeInStage run={run} />, { nowSecond })).toBe(text);
});

test('a limit that has passed stands out', () => {
  const run = summary({ stage: 'A', stageAt: at(0), deadline: at(40) });
  expect(drawn(<TimeInStage run={run} />, { nowSecond: 39 })).not.toContain('time-over');
  expect(drawn(<TimeInStage run={run} />, { nowSecond: 41 })).toContain('time-over');
});

test.each([
  [100, 'no request for config for 1 m 20 s after ramdisk request; limit 1 m 10 s'],
  [101, 'no request for config for 1 m 21 s after ramdisk request; limit 1 m 10 s'],
])('the reason counts on: at second %s', (nowSecond, text) => {
  const { backend, workflow } = played(stories.late);
  expect(backend.run && words(<Reason run={backend.run} workflow={workflow} />, { nowSecond })).toBe(text);
});

test('times as they are shown today', () => {
  expect(words(<Started at={at(5)} />)).toBe('01:05:05');
  expect(words(<LastHeard at={at(5)} />)).toBe('; last heard 01:05:05');
});

test('no expected end without earlier installs', () => {
  expect(drawn(<ExpectedEnd run={summary()} workflow="sles-15" />)).toBe('');
});
