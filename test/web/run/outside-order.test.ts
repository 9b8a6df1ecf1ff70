import { describe, expect, it } from 'vitest';
import { builtInWorkflows } from '../../../state-machines/workflows.ts';
import { heldAs, holdingStage } from '../../../web/run/outside-order.ts';
import { reached, run, stage } from '../views.ts';

const roles = [...builtInWorkflows.values()].flatMap((workflow) =>
  workflow.stages.map(({ name, role }) => ({ workflow: workflow.name, name, role })),
);

describe('is told by its name as the workflow says it', () => {
  it.each(roles)('$workflow: $name', ({ name, role }) => {
    expect(heldAs({ name })).toBe(role === 'waiting' || role === 'stalled' ? role : null);
  });
});

describe('the stage that holds a run', () => {
  const held = reached('Install_Wait', 30);
  const stalled = reached('Installation_Stalled', 40);
  it.each([
    ['waiting', [held, stalled], held],
    ['stalled', [held, stalled], stalled],
    ['installing', [held, stalled], undefined],
    ['failed', [held, stalled], undefined],
    ['waiting', [stage('Install_Wait'), stalled], undefined],
  ] as const)('that is %s', (status, stages, expected) => {
    expect(holdingStage(run({ status, stages: [...stages] }))).toBe(expected);
  });
});
