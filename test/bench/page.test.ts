import { expect, test } from 'vitest';
import { withFigures, type Kept } from './page.ts';

const kept: Kept = {
  date: '2026-11-25T03:00:00.000Z',
  machine: { cpu: ' A processor ', cpus: 2, node: 'v24.0.0' },
  rounds: 5,
  tables: [
    {
      title: 'lines',
      unit: 'lines',
      figures: [
        { name: 'a | b', medianSeconds: 0.5, perSecond: 2_000_000, ratio: 1 },
        { name: 'ours', medianSeconds: 1, perSecond: 1_000_000, ratio: 0.5 },
      ],
    },
    { title: 'memory', unit: 'bytes', figures: { 'of a run': 4000 } },
  ],
  goals: [{ what: 'lines', value: 0.5004, unit: '× a', goal: 0.3, better: 'more', floor: 0.2, reached: true }],
};

test('a bench takes its place on the page: first at its end, then where it was', () => {
  const first = withFigures('# Speed\n', new Map([['syslog', kept]]));
  expect(first).toContain('| a \\| b | 0.500 | 2,000,000 | 1.000 |');
  expect(first).toContain('| of a run | 4,000 |');
  expect(first).toContain('| lines | 0.5 × a | ≥ 0.3 | yes | ≥ 0.2 |');
  expect(first).toContain('2 cores of A processor, Node v24.0.0, 5 rounds');
  const again = withFigures(`${first}\nWhat comes after.\n`, new Map([['syslog', { ...kept, date: '2026-11-26T03:00:00.000Z' }]]));
  expect(again).toBe(`${first.replace('2026-11-25', '2026-11-26')}\nWhat comes after.\n`);
});
