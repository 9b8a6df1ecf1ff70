// The workflows by which observations are read, and what is different for some backends.
import { defaultWorkflowName } from '../../state-machines/workflow/built-in.ts';
import type { Workflow } from '../../state-machines/workflow/workflow.ts';
import type { Variants } from './variants.ts';

export interface Rules {
  workflows: ReadonlyMap<string, Workflow>;
  /** What is different for some backends. */
  variants?: Variants | undefined;
  /** For backends whose workflow neither the inventory nor their requests show. */
  defaultWorkflow: Workflow;
}

/** The same as the settings have it: `workflow` is the name of the default one. */
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
