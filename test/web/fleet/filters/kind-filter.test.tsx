// The filter by deployer.
import { expect, test } from 'vitest';
import { summariseWorkflow } from '../../../../state-machines/view/summary.ts';
import { KindFilter } from '../../../../web/fleet/filters/kind-filter.tsx';
import { workflowCalled } from '../../../state-machines/track/play-track.ts';
import { drawn, elements } from '../../drawn.tsx';
import { backend, snapshot } from '../../views.ts';

const options = (...names: string[]) => {
  const backends = names.map((workflow, i) => backend(`n${i}`, { workflow }));
  const frames = [snapshot(backends, { workflows: names.map((name) => summariseWorkflow(workflowCalled(name))) })];
  return elements(drawn(<KindFilter chosen="" />, { frames }), 'option').map(({ text }) => text);
};

test('workflows of one deployer are one choice, and one choice is none', () => {
  expect(options('stacki-sles-11', 'stacki-sles-12')).toEqual([]);
});

test('several deployers', () => {
  expect(options('kadeploy-3', 'stacki-sles-12', 'starlingx-patch')).toEqual([
    'all deployers',
    'Kadeploy 3',
    'Network install',
    'StarlingX',
  ]);
});
