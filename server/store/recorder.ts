// Writes what the machines made of a batch into the store, with the positions that it came from, in one transaction. A store that can't be
// written (a full disk, say) makes everybody wait, and says so; nothing goes on to the outputs before it is stored.
import type { Log } from '../core/log.ts';
import type { Outcome, Recording } from '../core/recording.ts';
import { storeTrouble } from './open-store.ts';
import { backendRow, deploymentRow, lastGoneFact, runRow, transitionRow } from './rows.ts';
import type { Batch, Store } from './store.ts';

const retryMs = 1_000;
/** Positions alone are worth a transaction only now and then: what lies between is read again after a crash, and says nothing. */
const positionsEveryMs = 5_000;
/** So many runs of a backend stay in memory; the store has the others. */
const runsInMemory = 2;

export class Recorder implements Recording {
  trouble: string | null = null;
  private readonly store: Store;
  private readonly log: Log;
  private readonly nowMs: () => number;
  private readonly positions = new Map<string, string>();
  private readonly facts = new Map<string, string>();
  /** Sources of which the store has a position: where one begins is worth a transaction at once, or its first lines could pass it by. */
  private readonly placed: Set<string>;
  private lastCommitMs = 0;
  private givenUp = false;
  private wake: () => void = () => {};

  /** `sources`: those of which the store has a position. */
  constructor({ store, log, nowMs, sources = [] }: { store: Store; log: Log; nowMs: () => number; sources?: Iterable<string> }) {
    this.placed = new Set(sources);
    this.store = store;
    this.log = log;
    this.nowMs = nowMs;
  }

  /** Something to be stored with the next batch. */
  note(fact: string, value: string): void {
    this.facts.set(fact, value);
  }

  /** Resolves with true when it is stored; with false when the service ends before the store could be written. */
  async record(outcome: Outcome): Promise<boolean> {
    for (const [source, at] of outcome.positions) this.positions.set(source, JSON.stringify(at));
    for (const change of outcome.changes) if (change.type === 'gone') this.note(lastGoneFact, String(change.seq));
    if (!this.isWorthIt(outcome)) return true;
    const batch = this.batchOf(outcome);
    while (!this.commit(batch)) {
      if (this.givenUp) return false;
      await this.pause();
    }
    for (const { track } of outcome.touched) track.forgetRuns(runsInMemory);
    return true;
  }

  /** Waits for the store no longer. */
  giveUp(): void {
    this.givenUp = true;
    this.wake();
  }

  /** Stores the positions that were not worth a transaction yet, then lets go of the file. */
  close(): void {
    if (this.positions.size + this.facts.size > 0) this.commit(this.batchOf({ changes: [], touched: new Set(), positions: new Map() }));
    this.store.close();
  }

  private isWorthIt({ changes, touched }: Outcome): boolean {
    if (changes.length > 0 || touched.size > 0) return true;
    if ([...this.positions.keys()].some((source) => !this.placed.has(source))) return true;
    return this.positions.size + this.facts.size > 0 && this.nowMs() - this.lastCommitMs >= positionsEveryMs;
  }

  private commit(batch: Batch): boolean {
    try {
      this.store.commit(batch);
    } catch (error) {
      this.tell(storeTrouble(this.store.path, error));
      return false;
    }
    this.tell(null);
    this.lastCommitMs = this.nowMs();
    for (const source of this.positions.keys()) this.placed.add(source);
    this.positions.clear();
    this.facts.clear();
    return true;
  }

  private batchOf({ changes, touched }: Outcome): Batch {
    const transitions = changes.flatMap((change) => (change.type === 'transition' ? [change] : []));
    const goneBackends = changes.flatMap((change) => (change.type === 'gone' ? [change.id] : []));
    const changedRuns = new Set(transitions.map(({ transition }) => transition.runId));
    const there = [...touched].filter((backend) => !goneBackends.includes(backend.id));
    return {
      backends: there.map(backendRow),
      goneBackends,
      runs: there.flatMap(({ id, track }) =>
        track.runs.filter((run) => changedRuns.has(run.id) || run === track.open).map((run) => runRow(id, run)),
      ),
      goneRuns: transitions.flatMap(({ transition }) => (transition.kind === 'dissolved' ? [transition.runId] : [])),
      transitions: transitions.map(transitionRow),
      deployments: changes.flatMap((change) => (change.type === 'deployment' ? [deploymentRow(change.deployment)] : [])),
      positions: this.positions,
      facts: this.facts,
    };
  }

  private async pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, retryMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private tell(trouble: string | null): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    if (trouble === null) this.log.info('the store is written again');
    else this.log.error(trouble);
  }
}
