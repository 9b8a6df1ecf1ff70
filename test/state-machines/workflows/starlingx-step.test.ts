import { expect, it } from 'vitest';
import { complete, preCheck, stepStage, vimStages } from '../../../state-machines/workflows/starlingx-step.ts';

it('a stage is seen by each of its states, under each name of its type', () => {
  const stage = stepStage(['firmware', 'fw'], { name: 'Import', group: 'profile', states: ['importing', 'imported'] });
  expect(stage.seen).toEqual([
    { event: 'starlingx/firmware/importing' },
    { event: 'starlingx/firmware/imported' },
    { event: 'starlingx/fw/importing' },
    { event: 'starlingx/fw/imported' },
  ]);
});

it('every stage says where the orchestrator reports it', () => {
  const stages = [preCheck(['patch']), ...vimStages(['patch'], ['creating'], ['applying']), complete(['patch'])];
  for (const { name, checks = [] } of stages)
    expect(
      checks.map(({ command }) => command),
      name,
    ).toContain('dcmanager strategy-step show {host}');
});

it('begins with its pre-check, which is the boot of its run, and ends with complete', () => {
  expect(preCheck(['patch'])).toMatchObject({ role: 'boot', optional: true });
  expect(complete(['patch'])).toMatchObject({ name: 'Complete', role: 'end' });
});
