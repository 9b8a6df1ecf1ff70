// Which backend's limit expires next. An entry is not removed when its backend gets another limit: when it is due, it is skipped if it has
// been replaced by an earlier one, or rescheduled if the backend has more time.
import TinyQueue from 'tinyqueue';
import type { Backend } from '../registry.ts';

interface Entry {
  atMs: number;
  backend: Backend;
}

export class Deadlines {
  private readonly due = new TinyQueue<Entry>([], (a, b) => a.atMs - b.atMs);

  /** When the next limit expires; null if there is none. The run may have moved on meanwhile. */
  get nextMs(): number | null {
    return this.due.peek()?.atMs ?? null;
  }

  /** Adds the backend's next limit to the list. */
  schedule(backend: Backend): void {
    const { dueMs } = backend.track;
    if (dueMs === null || (backend.scheduledMs !== null && backend.scheduledMs <= dueMs)) return;
    backend.scheduledMs = dueMs;
    this.due.push({ atMs: dueMs, backend });
  }

  /** Removes and returns the backends whose entry is before `nowMs`. Each must be scheduled again before the next is requested. */
  *passed(nowMs: number): Generator<Backend> {
    for (let first = this.due.peek(); first && first.atMs < nowMs; first = this.due.peek()) {
      this.due.pop();
      const { backend, atMs } = first;
      if (backend.scheduledMs !== atMs) continue;
      backend.scheduledMs = null;
      yield backend;
    }
  }
}
