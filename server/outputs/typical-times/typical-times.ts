// Learns from the runs that end installed how long installs usually take, by workflow. Keeps the last runs' times in memory only: a start
// begins with those of the store.
import { timesOf, typicalTimesOf, type RunTimes, type TypicalTimes } from '../../../state-machines/statistics/typical.ts';
import { viewRun, type RunView } from '../../../state-machines/view/view.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import type { Change } from '../../core/change.ts';
import type { Output } from '../contract/output.ts';

/** Of each workflow: enough for a 95th percentile, and forgotten soon after the network or the images have changed. */
export const runsKept = 200;

interface Learning {
  workflows: () => ReadonlyMap<string, Workflow>;
  /** The newest runs of a workflow that ended well, oldest first. */
  installedRuns: (workflow: Workflow, limit: number) => readonly RunView[];
}

export class TypicalTimesOutput implements Output {
  readonly name = 'typical times';
  private readonly from: Learning;
  /** By workflow and run, the newest last. */
  private readonly learnt = new Map<string, Map<string, RunTimes>>();

  constructor(from: Learning = { workflows: () => new Map(), installedRuns: () => [] }) {
    this.from = from;
  }

  /** Begins with what the store has. */
  start(): void {
    for (const workflow of this.from.workflows().values()) for (const run of this.from.installedRuns(workflow, runsKept)) this.learn(run);
  }

  /** Oldest first. */
  learn(run: RunView): void {
    const times = timesOf(run);
    if (!times) return;
    const runs = this.learnt.get(run.workflow) ?? new Map<string, RunTimes>();
    this.learnt.set(run.workflow, runs);
    // An optional last stage may come after the end: then the run is learnt anew.
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
