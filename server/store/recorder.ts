// Stores the results of a batch and the positions of its sources in one transaction. Nothing goes to the outputs before it is stored: if the
// store cannot be written, for example because the disk is full, event processing waits and the trouble is reported.
import type { Log } from '../core/log.ts';
import type { Outcome, Recording } from '../core/recording.ts';
import { storeTrouble } from './open-store.ts';
import { backendRow, deploymentRow, lastGoneFact, runRow, transitionRow } from './rows.ts';
import type { Batch, Store } from './store.ts';

const retryMs = 1_000;
/** Positions without changes are stored at this interval. After a crash, the lines in between are read again, and have no effect. */
const positionsEveryMs = 5_000;
/** Runs per backend that stay in memory; the others are only in the store. */
const runsInMemory = 2;

export class Recorder implements Recording {
  trouble: string | null = null;
  private readonly store: Store;
  private readonly log: Log;
  private readonly nowMs: () => number;
  private readonly positions = new Map<string, string>();
  private readonly facts = new Map<string, string>();
  /** Sources with a stored position. The first position of a source is stored immediately, so that a crash does not lose its first lines. */
  private readonly placed: Set<string>;
  private lastCommitMs = 0;
  private givenUp = false;
  private wake: () => void = () => {};

  /** `sources`: those with a stored position. */
  constructor({ store, log, nowMs, sources = [] }: { store: Store; log: Log; nowMs: () => number; sources?: Iterable<string> }) {
    this.placed = new Set(sources);
    this.store = store;
    this.log = log;
    this.nowMs = nowMs;
  }

  /** Stores a fact with the next batch. */
  note(fact: string, value: string): void {
    this.facts.set(fact, value);
  }

  /** Resolves with true when stored, or with false if the service shuts down before the store could be written. */
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

  /** Stops waiting for the store. */
  giveUp(): void {
    this.givenUp = true;
    this.wake();
  }

  /** Stores the remaining positions and closes the file. */
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
    if (trouble === null) this.log.info('the store is writable again');
    else this.log.error(trouble);
  }
}
