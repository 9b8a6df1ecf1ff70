// `checklist workflows`: lists the workflows in force, or checks a site's own files before they take effect.
import { isOutsideOrder, workflowJsonSchema, type Stage, type Workflow } from '../../state-machines/workflow/workflow.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { readWorkflowFile } from '../settings/workflow-files.ts';
import { loadEnvironment } from '../settings/environment.ts';

export interface WorkflowsOptions {
  config?: string;
  check?: string[];
  schema?: boolean;
}

/** `name`: show only this one, with what to check at each of its stages. */
export async function workflows(name: string | undefined, options: WorkflowsOptions): Promise<void> {
  if (options.schema) {
    process.stdout.write(`${JSON.stringify(workflowJsonSchema(), null, 2)}\n`);
    return;
  }
  const { workflows: known } = await loadEnvironment(options.config, { looksAround: false });
  const shown = options.check ? checked(options.check, new Map(known)) : [...known.values()];
  if (name === undefined) for (const workflow of shown) print(workflow);
  else print(called(name, shown), printChecks);
}

function called(name: string, shown: readonly Workflow[]): Workflow {
  const workflow = shown.find((one) => one.name === name);
  if (workflow) return workflow;
  throw new SettingsError([`no workflow is called ${name}; known workflows: ${shown.map((one) => one.name).join(', ')}`]);
}

function checked(files: readonly string[], known: Map<string, Workflow>): Workflow[] {
  const mistakes: string[] = [];
  const good = files.flatMap((file) => {
    try {
      const workflow = readWorkflowFile(file, known);
      known.set(workflow.name, workflow);
      return [workflow];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      mistakes.push(...error.mistakes);
      return [];
    }
  });
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return good;
}

function print({ name, title, stages }: Workflow, more?: (stage: Stage) => void): void {
  process.stdout.write(`${name}: ${title}\n`);
  for (const stage of stages) {
    process.stdout.write(`${lineOf(stage)}\n`);
    more?.(stage);
  }
}

function lineOf(stage: Stage): string {
  const { limitSeconds, failAfterSeconds } = stage;
  const failing = failAfterSeconds === undefined ? '' : `, failed after ${failAfterSeconds} s`;
  const limit = limitSeconds === undefined ? '' : `next within ${limitSeconds} s${failing}`;
  const notes = [stage.optional ? 'optional' : '', isOutsideOrder(stage) ? 'outside the order' : '', stage.healedBy ? 'an error' : '']
    .filter(Boolean)
    .join(', ');
  return `  ${stage.name.padEnd(23)} ${stage.group.padEnd(11)}${limit.padEnd(43)}${notes}`.trimEnd();
}

function printChecks({ hint, checks }: Stage): void {
  if (hint !== undefined) process.stdout.write(`    ${hint}\n`);
  for (const { ask, command } of checks) {
    process.stdout.write(`    - ${ask}\n`);
    if (command !== undefined) process.stdout.write(`        ${command}\n`);
  }
  if (hint !== undefined || checks.length > 0) process.stdout.write('\n');
}
