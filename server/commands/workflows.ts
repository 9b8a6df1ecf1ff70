// `checklist workflows`: the workflows in force, or a check of a site's own files before they come into force.
import { isOutsideOrder, workflowJsonSchema, type Workflow } from '../../state-machines/workflow.ts';
import { SettingsError } from '../settings-error.ts';
import { readWorkflowFile } from '../workflow-files.ts';
import { loadEnvironment } from './environment.ts';

export async function workflows(options: { config?: string; check?: string[]; schema?: boolean }): Promise<void> {
  if (options.schema) {
    process.stdout.write(`${JSON.stringify(workflowJsonSchema(), null, 2)}\n`);
    return;
  }
  const known = loadEnvironment(options.config).workflows;
  const shown = options.check ? checked(options.check, new Map(known)) : [...known.values()];
  for (const workflow of shown) print(workflow);
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

function print({ name, title, stages }: Workflow): void {
  process.stdout.write(`${name}: ${title}\n`);
  for (const stage of stages) {
    const limit = stage.limitSeconds === undefined ? '' : `next within ${stage.limitSeconds} s`;
    const notes = [stage.optional ? 'optional' : '', isOutsideOrder(stage) ? 'outside the order' : '', stage.healedBy ? 'an error' : '']
      .filter(Boolean)
      .join(', ');
    process.stdout.write(`  ${stage.name.padEnd(24)}${stage.group.padEnd(11)}${limit.padEnd(20)}${notes}\n`);
  }
}
