// Completes and checks a workflow file: fills in defaults, orders its stages, indexes their names and checks that they fit together. Pure.
import type * as z from 'zod';
import { mistake, stageMistake, WorkflowError, type WorkflowMistake } from './mistakes.ts';
import { isOutsideOrder, networkInstall, type Workflow } from './model.ts';
import type { Stage, workflowSchema } from './schema.ts';

type Heading = Omit<z.infer<typeof workflowSchema>, 'stages'>;

export function completeWorkflow(file: Heading, unordered: readonly Stage[], base?: Workflow): Workflow {
  const stages = [...unordered.filter((s) => !isOutsideOrder(s)), ...unordered.filter(isOutsideOrder)].map((stage) =>
    withHardLimit(stage, file.failAfterSeconds),
  );
  const index = new Map<string, number>();
  const mistakes = stages.flatMap((stage, i) => [...nameMistakes(stage, i, index), ...limitMistakes(stage)]);
  for (const { name, healedBy } of stages) {
    if (healedBy !== undefined && !index.has(healedBy)) mistakes.push(stageMistake(name, 'healedBy', `no stage is called ${healedBy}`));
  }
  const steps = file.steps ?? base?.steps ?? [];
  for (const { name, step } of stages) {
    if (step !== undefined && !steps.some((known) => known.name === step))
      mistakes.push(stageMistake(name, 'step', `no step is called ${step}`));
  }
  if (!stages.some((s) => s.role === 'end'))
    mistakes.push(mistake(['stages'], 'no stage has the role end, so no install would ever finish'));
  if (mistakes.length > 0) throw new WorkflowError(mistakes);
  return {
    name: file.name,
    title: file.title ?? base?.title ?? file.name,
    recognise: file.recognise ?? (base?.name === file.name ? base.recognise : []),
    deployer: file.deployer ?? base?.deployer ?? networkInstall,
    steps,
    rules: file.rules ?? base?.rules ?? [],
    documentsOnly: file.documentsOnly ?? base?.documentsOnly ?? false,
    online: file.online === undefined ? (base?.online ?? null) : file.online,
    stages,
    index,
  };
}

/** A stage that proves no install on its own does not fail. */
function withHardLimit(stage: Stage, failAfterSeconds: number | undefined): Stage {
  const none = failAfterSeconds === undefined || stage.limitSeconds === undefined || stage.role === 'opening';
  return none ? stage : { failAfterSeconds, ...stage };
}

/** Adds the names of a stage to `index`. */
function nameMistakes(stage: Stage, at: number, index: Map<string, number>): WorkflowMistake[] {
  return [stage.name, ...stage.aliases].flatMap((name) => {
    const twice = index.has(name);
    index.set(name, at);
    return twice ? [mistake(['stages', stage.name], `the name ${name} is there twice`)] : [];
  });
}

function limitMistakes({ name, limitSeconds, failAfterSeconds }: Stage): WorkflowMistake[] {
  if (limitSeconds === undefined || failAfterSeconds === undefined || failAfterSeconds >= limitSeconds) return [];
  return [stageMistake(name, 'failAfterSeconds', `less than its limit of ${limitSeconds} seconds`)];
}
