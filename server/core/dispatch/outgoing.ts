// The exit of the core: numbers each change, schedules the next limit of its backend, and marks the backend to be stored.
import type { Deployment } from '../../../state-machines/deployment/deployment.ts';
import type { Transition } from '../../../state-machines/vocabulary.ts';
import type { Change } from '../change.ts';
import type { Backend } from '../registry.ts';
import type { Deadlines } from './deadlines.ts';

export class Outgoing {
  /** Number of the last change. */
  seq = 0;
  transitions = 0;
  /** Backends to be stored; emptied when they are. */
  readonly touched = new Set<Backend>();
  private readonly onChange: (change: Change) => void;
  private readonly deadlines: Deadlines;

  constructor(onChange: (change: Change) => void, deadlines: Deadlines) {
    this.onChange = onChange;
    this.deadlines = deadlines;
  }

  /** Sends transitions of the backend's runs. */
  send(backend: Backend, transitions: readonly Transition[]): void {
    for (const transition of transitions) {
      this.transitions++;
      this.touched.add(backend);
      this.onChange({ type: 'transition', seq: ++this.seq, backend, transition });
    }
    this.deadlines.schedule(backend);
  }

  gone(backend: Backend): void {
    this.onChange({ type: 'gone', seq: ++this.seq, id: backend.id });
  }

  deployment(deployment: Deployment): void {
    this.onChange({ type: 'deployment', seq: this.seq, deployment });
  }
}
