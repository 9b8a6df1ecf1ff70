// The persistent state for the rest of the service: the state at the last shutdown, the recorder that continues it, and queries of past runs for
// the API. Old runs are deleted at startup and once an hour.
import { randomUUID } from 'node:crypto';
import { viewRun, type RunView, type TransitionView } from '../../state-machines/view/view.ts';
import type { Workflow } from '../../state-machines/workflow/workflow.ts';
import { deploymentsKept } from '../core/deployments.ts';
import type { Log } from '../core/log.ts';
import type { Registry } from '../core/registry.ts';
import { openStore } from './open-store.ts';
import { Recorder } from './recorder.ts';
import type { NumberedTransition } from '../core/change.ts';
import { readChangeRow, readRunRow, readState, readTransitionRow, type StartState } from './rows.ts';
import type { Retention, Store, StoredRun } from './store.ts';

const numberingFact = 'numbering';
const pruneEveryMs = 3_600_000;
const dayMs = 86_400_000;

export interface HistoryOptions {
  path: string;
  keepDays: number;
  keepRuns: number;
  log: Log;
  nowMs: () => number;
}

export interface History {
  recorder: Recorder;
  /** Identifies the numbering of this store's changes. */
  numbering: string;
  /** The state when the store was opened. */
  state: StartState;
  /** All stored runs of a backend, newest last. */
  runsOf(backend: string, workflows: ReadonlyMap<string, Workflow>): RunView[];
  /** Changes after a number, or the newest, oldest first. Not complete if some of them have been deleted. */
  events(after: number | undefined, limit: number, registry: Registry): { events: TransitionView[]; complete: boolean };
  /** The newest changes of one backend, oldest first. */
  eventsOf(backend: string, limit: number, registry: Registry): TransitionView[];
  /** The newest successful runs of a workflow, oldest first. */
  installedRuns(workflow: Workflow, limit: number): RunView[];
  /** Transitions after a number, in the form that outputs receive, oldest first. */
  changesAfter(seq: number, limit: number, registry: Registry): NumberedTransition[];
  close(): void;
}

/** Throws a StoreError if the store cannot be opened. */
export function openHistory({ path, keepDays, keepRuns, log, nowMs }: HistoryOptions): History {
  const { store } = openStore(path, { log, nowMs });
  const retentionAt = (ms: number): Retention => ({
    endedBeforeMs: ms - keepDays * dayMs,
    runsPerBackend: keepRuns,
    deployments: deploymentsKept,
  });
  const prune = (): void => pruneStore(store, retentionAt(nowMs()), log);
  prune();
  const timer = setInterval(prune, pruneEveryMs);
  const state = readState(store.load());
  const recorder = new Recorder({ store, log, nowMs, sources: state.positions.keys() });
  const numbering = state.facts.get(numberingFact) ?? randomUUID();
  recorder.note(numberingFact, numbering);
  return {
    recorder,
    numbering,
    state,
    runsOf: (backend, workflows) => viewRuns(store.runsOf(backend), workflows),
    eventsOf: (backend, limit, registry) => store.transitionsOf(backend, limit).map((row) => readTransitionRow(row, registry)),
    installedRuns: (workflow, limit) =>
      viewRuns(store.installedRuns(workflow.name, limit).toReversed(), new Map([[workflow.name, workflow]])),
    events: (after, limit, registry) => {
      const rows = after === undefined ? store.lastTransitions(limit) : store.transitionsAfter(after, limit);
      const events = rows.map((row) => readTransitionRow(row, registry));
      return { events, complete: after === undefined || after >= store.firstSeq - 1 };
    },
    changesAfter: (seq, limit, registry) => store.transitionsAfter(seq, limit).map((row) => readChangeRow(row, registry)),
    close: () => {
      clearInterval(timer);
      recorder.close();
    },
  };
}

function viewRuns(rows: readonly StoredRun[], workflows: ReadonlyMap<string, Workflow>): RunView[] {
  return rows.flatMap((row) => readRunRow(row, workflows) ?? []).map(viewRun);
}

/** A store that cannot be written now is pruned at the next interval. */
function pruneStore(store: Store, retention: Retention, log: Log): void {
  try {
    const runs = store.prune(retention);
    if (runs > 0) log.info({ runs }, 'old runs have been deleted from the store');
  } catch (error) {
    log.warn({ error }, 'cannot delete old runs from the store; retrying in an hour');
  }
}
