// The workflows that come with the project: a line for each file of workflows/.
import { parseWorkflow, type Workflow, type WorkflowFile } from './workflow.ts';
import { stackiRedhat7 } from './workflows/stacki-redhat-7.ts';
import { stackiSles11 } from './workflows/stacki-sles-11.ts';
import { stackiSles12 } from './workflows/stacki-sles-12.ts';

/** Those that others extend come first. */
const files: readonly WorkflowFile[] = [stackiSles12, stackiSles11, stackiRedhat7];

/** The workflow of a machine that nobody declared, until its kernel's name says more. */
export const defaultWorkflowName = stackiSles12.name;

export const builtInWorkflows: ReadonlyMap<string, Workflow> = files.reduce((known, file) => {
  const workflow = parseWorkflow(file, known);
  return known.set(workflow.name, workflow);
}, new Map<string, Workflow>());
