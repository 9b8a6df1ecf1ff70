// Which backend's limit passes next. A backend is on the list at most once in its own eyes: an entry that an earlier one has replaced, or whose
// backend has more time by now, is skipped or put back when its time comes.
import TinyQueue from 'tinyqueue';
import type { Backend } from '../registry.ts';

interface Entry {
  atMs: number;
  backend: Backend;
}

export class Deadlines {
  private readonly due = new TinyQueue<Entry>([], (a, b) => a.atMs - b.atMs);

  /** When the next limit passes; null when none runs. The run may have moved on meanwhile. */
  get nextMs(): number | null {
    return this.due.peek()?.atMs ?? null;
  }

  /** Puts the backend's next limit on the list. */
  schedule(backend: Backend): void {
    const { dueMs } = backend.track;
    if (dueMs === null || (backend.scheduledMs !== null && backend.scheduledMs <= dueMs)) return;
    backend.scheduledMs = dueMs;
    this.due.push({ atMs: dueMs, backend });
  }

  /** Takes those from the list whose entry is before `nowMs`. Each has to be scheduled again before the next is asked for. */
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
