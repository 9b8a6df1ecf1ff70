import { expect, it } from 'vitest';
import { rulesOf } from '../../../server/core/rules.ts';
import { defaultWorkflowName, builtInWorkflows as workflows } from '../../../state-machines/workflow/built-in.ts';

it('the default workflow is the one that is named, else the usual one', () => {
  expect(rulesOf({ workflows, workflow: 'rhel' }).defaultWorkflow.name).toBe('rhel');
  expect(rulesOf({ workflows }).defaultWorkflow.name).toBe(defaultWorkflowName);
});

it('a name that no workflow has is an error', () => {
  expect(() => rulesOf({ workflows, workflow: 'none' })).toThrow('no workflow is called none');
});
