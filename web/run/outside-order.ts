// Which stages of a run stand outside its order: being held on purpose, and being stalled. Such a stage is no step, and no success.
import type { RunView, StageView } from '../../state-machines/view.ts';

/** What a stage outside the order means. The feed does not say a stage's role: told by the usual names until it does. */
export function heldAs({ name }: Pick<StageView, 'name'>): 'waiting' | 'stalled' | null {
  if (/_stalled$/i.test(name)) return 'stalled';
  return /_wait(?:ing)?$/i.test(name) ? 'waiting' : null;
}

/** The stage that says that a run is held or stalled, while it is. */
export function holdingStage(run: Pick<RunView, 'status' | 'stages'>): StageView | undefined {
  return run.stages.find((stage) => stage.at !== null && heldAs(stage) === run.status);
}
