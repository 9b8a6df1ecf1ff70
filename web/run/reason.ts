// Of a whole run: the stage that keeps it from being well. Pure.
import type { RunView, StageView } from '../../state-machines/view.ts';

/** The stage that failed, or that says that the run is held or stalled. */
export function troubledStage(run: RunView): StageView | undefined {
  if (run.status === 'failed') return run.stages.find(({ name }) => name === run.stage);
  return run.stages.find((stage) => stage.at !== null && stage.role === run.status);
}
