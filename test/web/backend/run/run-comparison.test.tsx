// Runs side by side.
import { expect, test } from 'vitest';
import { RunComparison } from '../../../../web/backend/run/run-comparison.tsx';
import { drawn, elements } from '../../drawn.tsx';
import { at, reached, run, stage } from '../../views.ts';

const fast = run({ id: 'a', status: 'installed', endedAt: at(20), stages: [reached('A', 0), reached('B', 4), stage('C')] });
const slow = run({
  id: 'b',
  startedAt: at(100),
  stages: [reached('A', 100), reached('B', 164), reached('C', 165, { status: 'failed' })],
});
const rows = elements(drawn(<RunComparison runs={[slow, fast]} />), 'tr').map(({ text }) => text);

test('the oldest first, a row for each stage', () => {
  expect(rows).toEqual([
    'Stage ✔ installed 01:05:00 ▶ installing 01:06:40',
    'A reached reached',
    'B 4 s 1 m 04 s, 1 m 00 s slower',
    'C – failed 1 s',
    'Total 20 s not finished',
    'Most time lost at baseline B 1 m 00 s',
  ]);
});

test('a run of another workflow lacks the stage', () => {
  const other = run({ id: 'c', startedAt: at(200), stages: [reached('X', 200)] });
  expect(elements(drawn(<RunComparison runs={[fast, other]} />), 'tr').map(({ text }) => text)).toContain('X not in its workflow reached');
});

test('the table can be scrolled by keyboard and has a name', () => {
  expect(drawn(<RunComparison runs={[slow, fast]} />)).toMatch(/role="region" aria-labelledby="run-comparison-title" tabindex="0"/i);
});
