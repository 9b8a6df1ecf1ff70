// The filter by workflow.
import { expect, test } from 'vitest';
import { WorkflowFilter } from '../../../../web/fleet/filters/workflow-filter.tsx';
import { drawn, elements } from '../../drawn.tsx';
import { backend, snapshot } from '../../views.ts';

const options = (workflows: string[], chosen = '') => {
  const frames = [snapshot(workflows.map((workflow, i) => backend(`n${i}`, { workflow })))];
  return elements(drawn(<WorkflowFilter chosen={chosen} />, { frames }), 'option').map(({ text }) => text);
};

test.each([
  [['sles-15'], '', []],
  [['sles-15', 'rhel', 'sles-15'], '', ['all workflows', 'rhel', 'sles-15']],
  [['sles-15'], 'fai', ['all workflows', 'sles-15', 'fai']],
])('of backends with %j, %j chosen: %j', (workflows, chosen, expected) => {
  expect(options(workflows, chosen)).toEqual(expected);
});
