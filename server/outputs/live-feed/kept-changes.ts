// The last changes, for clients that come back: one that missed more than is kept gets a snapshot.
import type { Change } from '../../core/change.ts';

/** At least so many are kept. */
const changesKept = 10_000;

/** What has a number of its own. */
export type NumberedChange = Exclude<Change, { type: 'deployment' }>;

export class KeptChanges {
  private readonly changes: NumberedChange[] = [];
  private readonly lastSeq: () => number;

  /** `lastSeq`: number of the last change, kept or not. */
  constructor(lastSeq: () => number) {
    this.lastSeq = lastSeq;
  }

  add(change: NumberedChange): void {
    this.changes.push(change);
    if (this.changes.length > changesKept * 2) this.changes.splice(0, changesKept);
  }

  /** Oldest first. */
  all(): readonly NumberedChange[] {
    return this.changes;
  }

  /** Those after `seq`, oldest first; undefined when some of them are no longer kept. */
  after(seq: number): NumberedChange[] | undefined {
    const last = this.lastSeq();
    const first = this.changes[0]?.seq ?? last + 1;
    return seq < first - 1 || seq > last ? undefined : this.changes.slice(seq - first + 1);
  }
}
