// A snapshot that is arriving in parts. It replaces what the page knows once it is complete.
import type { SummaryFrame } from '../../state-machines/view/feed.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';

export type Snapshot = Extract<SummaryFrame, { type: 'snapshot' }>;

export class ComingSnapshot {
  readonly frame: Snapshot;
  readonly backends = new Map<string, BackendSummary>();

  /** `frame`: the first part, whose `total` counts the backends of all parts. */
  constructor(frame: Snapshot) {
    this.frame = frame;
    this.add(frame.backends);
  }

  add(part: readonly BackendSummary[]): void {
    for (const backend of part) this.backends.set(backend.id, backend);
  }

  get complete(): boolean {
    return this.backends.size >= this.frame.total;
  }

  /** How much has arrived, in backends. */
  get progress(): { got: number; total: number } {
    return { got: this.backends.size, total: this.frame.total };
  }
}
