// Checks and completes workflow files, built-in ones and a site's own alike. Pure.
import { completeWorkflow } from './completion.ts';
import { extendStages } from './extension.ts';
import { mistake, mistakeOf, WorkflowError } from './mistakes.ts';
import type { Workflow } from './model.ts';
import { extensionSchema, workflowSchema } from './schema.ts';

/**
 * Checks the content of one workflow file and completes it from the workflows in `known`. If `known` has one of the same name, the result
 * replaces it. Throws a WorkflowError that lists every mistake.
 */
export function parseWorkflow(input: unknown, known: ReadonlyMap<string, Workflow>): Workflow {
  const extending = typeof input === 'object' && input !== null && 'extends' in input;
  const parsed = (extending ? extensionSchema : workflowSchema).safeParse(input);
  if (!parsed.success) throw new WorkflowError(parsed.error.issues.map(mistakeOf));
  const file = parsed.data;
  if (!('extends' in file)) return completeWorkflow(file, file.stages);
  const base = known.get(file.extends);
  if (!base) throw new WorkflowError([mistake(['extends'], `no workflow is called ${file.extends}`)]);
  if (file.backends !== undefined && file.name !== file.extends)
    throw new WorkflowError([mistake(['backends'], 'a change for some machines must have the name of the workflow it extends')]);
  const workflow = completeWorkflow(file, extendStages(base.stages, file.stages), base);
  if (file.backends !== undefined && namesOf(workflow) !== namesOf(base))
    throw new WorkflowError([mistake(['backends'], 'a change for some machines cannot add or remove stages')]);
  return workflow;
}

/** All views rely on the order of a workflow's stages. */
function namesOf({ stages }: Workflow): string {
  return stages.map(({ name }) => name).join(' ');
}
