// Learns from successful runs how long installs usually take, by workflow. The times of the last runs are in memory only; at startup they are
// loaded from the store.
import { timesOf, typicalTimesOf, type RunTimes, type TypicalTimes } from '../../../state-machines/statistics/typical.ts';
import { viewRun, type RunView } from '../../../state-machines/view/view.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import type { Change } from '../../core/change.ts';
import type { Output } from '../contract/output.ts';

/** Runs per workflow: enough for a 95th percentile, and few enough to adapt after a change of the network or the images. */
export const runsKept = 200;

interface Learning {
  workflows: () => ReadonlyMap<string, Workflow>;
  /** The newest successful runs of a workflow, oldest first. */
  installedRuns: (workflow: Workflow, limit: number) => readonly RunView[];
}

export class TypicalTimesOutput implements Output {
  readonly name = 'typical times';
  private readonly from: Learning;
  /** By workflow and run, newest last. */
  private readonly learnt = new Map<string, Map<string, RunTimes>>();

  constructor(from: Learning = { workflows: () => new Map(), installedRuns: () => [] }) {
    this.from = from;
  }

  /** Loads the runs of the store. */
  start(): void {
    for (const workflow of this.from.workflows().values()) for (const run of this.from.installedRuns(workflow, runsKept)) this.learn(run);
  }

  /** Adds a run. Call with the oldest run first. */
  learn(run: RunView): void {
    const times = timesOf(run);
    if (!times) return;
    const runs = this.learnt.get(run.workflow) ?? new Map<string, RunTimes>();
    this.learnt.set(run.workflow, runs);
    // An optional last stage may be reached after the end: then the run is replaced.
    runs.delete(run.id);
    runs.set(run.id, times);
    for (const id of runs.keys()) if (runs.size > runsKept) runs.delete(id);
  }

  take(change: Change): void {
    if (change.type !== 'transition' || change.transition.kind !== 'reached' || change.transition.status !== 'installed') return;
    const run = change.backend.track.runs.find(({ id }) => id === change.transition.runId);
    if (run) this.learn(viewRun(run));
  }

  of({ name, stages }: Workflow): TypicalTimes {
    return typicalTimesOf(
      [...(this.learnt.get(name)?.values() ?? [])],
      stages.map((stage) => stage.name),
    );
  }

  async close(): Promise<void> {}
}
