// The workflows that interpret observations, and their variants for some backends.
import { defaultWorkflowName } from '../../state-machines/workflow/built-in.ts';
import type { Workflow } from '../../state-machines/workflow/workflow.ts';
import type { Variants } from './variants.ts';

export interface Rules {
  workflows: ReadonlyMap<string, Workflow>;
  /** Variants for some backends. */
  variants?: Variants | undefined;
  /** For backends whose workflow is known neither from the inventory nor from their requests. */
  defaultWorkflow: Workflow;
}

/** The same in the form of the settings: `workflow` is the name of the default workflow. */
export interface RuleSettings {
  workflows: ReadonlyMap<string, Workflow>;
  variants?: Variants | undefined;
  workflow?: string | undefined;
}

export function rulesOf({ workflows, variants, workflow = defaultWorkflowName }: RuleSettings): Rules {
  const defaultWorkflow = workflows.get(workflow);
  if (!defaultWorkflow) throw new Error(`no workflow is called ${workflow}`);
  return { workflows, variants, defaultWorkflow };
}
