// The changes that an output has not processed yet, in order. Bounded: changes that do not fit in memory are read from the store later, or dropped
// and counted if there is no store. Of each deployment only the last state is kept.
import type { Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { Change } from '../../core/change.ts';
import type { Past } from '../contract/past.ts';
import { publicChange, type PublicChange, type PublicNumbered } from './public-change.ts';

/** Maximum number of changes in memory. */
const waitingMax = 10_000;

export interface BacklogOptions {
  /** Undefined without a store. */
  past: Past | undefined;
  /** Whether a new output begins with everything in the store, or with new changes. */
  from: 'end' | 'beginning';
  /** Maximum number of changes per batch. */
  batch: number;
  waitingMax?: number;
}

export class Backlog {
  dropped = 0;
  private readonly options: Required<BacklogOptions>;
  private numbered: PublicNumbered[] = [];
  private readonly deployments = new Map<string, Deployment>();
  /** Number of the last change that was added or returned. */
  private lastSeq: number;
  /** The store has more after `lastSeq`. */
  private isBehind: boolean;

  constructor(options: BacklogOptions) {
    this.options = { waitingMax, ...options };
    const { past, from } = options;
    const begin = from === 'beginning' ? 0 : (past?.last() ?? 0);
    this.lastSeq = past?.position ?? begin;
    this.isBehind = past !== undefined;
    // Stored immediately: otherwise, after a crash, the next start would be the first one again.
    if (past && past.position === undefined) past.done(begin);
  }

  get waiting(): number {
    return this.numbered.length + this.deployments.size;
  }

  get isFull(): boolean {
    return this.numbered.length >= this.options.waitingMax;
  }

  add(change: Change): void {
    if (change.type === 'deployment') this.deployments.set(change.deployment.id, change.deployment);
    // It may have been read from the store already, after it was committed.
    else if (change.seq > this.lastSeq && !this.isBehind) this.addNumbered(change);
  }

  /** The next batch of changes; empty if there are none. */
  next({ fromStore }: { fromStore: boolean }): PublicChange[] {
    const { batch } = this.options;
    if (this.numbered.length > 0) return this.numbered.splice(0, batch);
    const read = fromStore && this.isBehind ? this.read(batch) : [];
    if (read.length > 0) return read;
    const deployments = [...this.deployments.values()].slice(0, batch);
    for (const { id } of deployments) this.deployments.delete(id);
    return deployments.map((deployment) => ({ type: 'deployment', deployment: structuredClone(deployment) }));
  }

  private addNumbered(change: Exclude<Change, { type: 'deployment' }>): void {
    if (!this.isFull) {
      this.numbered.push(publicChange(change));
      this.lastSeq = change.seq;
    } else if (this.options.past) this.isBehind = true;
    else this.dropped++;
  }

  private read(limit: number): PublicNumbered[] {
    const changes = this.options.past?.after(this.lastSeq, limit) ?? [];
    this.lastSeq = changes.at(-1)?.seq ?? this.lastSeq;
    this.isBehind = changes.length === limit;
    return changes.map(publicChange);
  }
}
