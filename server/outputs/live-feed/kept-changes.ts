// The last changes, for clients that reconnect. A client that missed more gets a snapshot.
import type { Change } from '../../core/change.ts';

/** Minimum number of changes to keep. */
const changesKept = 10_000;

/** A change with its own number. */
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

  /** Changes after `seq`, oldest first; undefined if some of them are no longer kept. */
  after(seq: number): NumberedChange[] | undefined {
    const last = this.lastSeq();
    const first = this.changes[0]?.seq ?? last + 1;
    return seq < first - 1 || seq > last ? undefined : this.changes.slice(seq - first + 1);
  }
}
