// The stages of a workflow that extends another: changed, added, moved or removed, each by its name. Pure.
import { mistake, stageMistake, WorkflowError, type WorkflowMistake } from './mistakes.ts';
import { stageSchema, type Extension, type Stage } from './schema.ts';

export function extendStages(base: readonly Stage[], changes: Extension['stages']): Stage[] {
  const stages = [...base];
  const mistakes: WorkflowMistake[] = [];
  for (const { after, before, remove, ...change } of changes) {
    const at = stages.findIndex((s) => s.name === change.name);
    if (remove) {
      if (at < 0) mistakes.push(stageMistake(change.name, 'remove', 'no such stage'));
      else stages.splice(at, 1);
      continue;
    }
    const merged = stageSchema.safeParse({ ...stages[at], ...withoutNulls(change) });
    if (!merged.success) {
      mistakes.push(...merged.error.issues.map(({ path, message }) => mistake(['stages', change.name, ...path], message)));
      continue;
    }
    if (at >= 0 && !after && !before) {
      stages[at] = merged.data;
      continue;
    }
    if (at >= 0) stages.splice(at, 1);
    const anchor = after ?? before;
    const anchorAt = stages.findIndex((s) => s.name === anchor);
    if (anchorAt < 0) mistakes.push(mistake(['stages', change.name], 'set after: or before: to the name of an existing stage'));
    else stages.splice(after ? anchorAt + 1 : anchorAt, 0, merged.data);
  }
  if (mistakes.length > 0) throw new WorkflowError(mistakes);
  return stages;
}

/** `null` in a change removes the value. */
function withoutNulls(change: object): object {
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? undefined]));
}
