// Workflow files, checked and completed. The built-in ones and a site's own pass through here alike. Pure.
import { completeWorkflow } from './completion.ts';
import { extendStages } from './extension.ts';
import { mistake, mistakeOf, WorkflowError } from './mistakes.ts';
import type { Workflow } from './model.ts';
import { extensionSchema, workflowSchema } from './schema.ts';

/**
 * Checks one workflow file's content and completes it from those already known. `known` may hold one of the same name: it is replaced by
 * what is returned. Throws a WorkflowError that lists every mistake.
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
    throw new WorkflowError([mistake(['backends'], 'a change for some machines has the name of what it extends')]);
  const workflow = completeWorkflow(file, extendStages(base.stages, file.stages), base);
  if (file.backends !== undefined && namesOf(workflow) !== namesOf(base))
    throw new WorkflowError([mistake(['backends'], 'a change for some machines adds no stages, and takes none away')]);
  return workflow;
}

/** Everybody who shows a workflow counts on the order of its stages. */
function namesOf({ stages }: Workflow): string {
  return stages.map(({ name }) => name).join(' ');
}
