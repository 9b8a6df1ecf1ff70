// The exported checklist.
import { expect, test } from 'vitest';
import { stageColumns } from '../../../../web/backend/checklist/stage-columns.ts';
import { stepsOf } from '../../../../web/run/steps.ts';
import { at, line, reached, run, stage } from '../../views.ts';

const steps = stepsOf(
  run({ stages: [reached('A', 0, { limitSeconds: 40 }), reached('B', 12, { evidence: [line('seen', 21)] }), stage('C')], nextStage: 'C' }),
);
const cells = (index: number) => {
  const step = steps[index];
  return step && Object.fromEntries(stageColumns.map((column) => [column.name, column.of(step)]));
};

test('a stage that was reached: times in seconds, and its line', () => {
  expect(cells(1)).toMatchObject({
    stage: 'B',
    status: 'done',
    at: at(12),
    tookSeconds: 12,
    limitSeconds: 40,
    source: 'messages',
    line: 21,
    text: 'seen',
  });
});

test('the next one: no time yet', () => {
  expect(cells(2)).toMatchObject({ stage: 'C', status: 'next', at: null, tookSeconds: null, text: null });
});
