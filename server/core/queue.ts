// The shared queue between the sources and the dispatcher. Bounded: a source that is faster than event processing waits. Files and brokers are
// the buffer, and memory use stays constant.
import type { Action } from '../../state-machines/track/actions.ts';
import type { DeclaredBackend } from './registry.ts';
import type { Rules } from './rules.ts';
import type { DeploymentReport } from '../../state-machines/deployment/deployment.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';

/** How far a source has been read: to the end of the line that carries the position. Plain data in a form that the source defines. */
export interface Position {
  source: string;
  at: unknown;
}

/**
 * What a source has read: a line, a message, or a response of a server. It concerns one machine, several, a deployment as a whole, or nothing.
 * If it concerns nothing, only its time and its position matter.
 */
export interface Reading {
  kind: 'reading';
  /** Its own time, epoch milliseconds. */
  atMs: number;
  observations: readonly Observation[];
  /** A deployer's report about an operation as a whole; processed before the observations. */
  report?: DeploymentReport | undefined;
  /** Position of the source after this reading; stored in the same transaction as the results. */
  position?: Position | undefined;
  /** Only its time could be parsed. */
  isUnparsed?: boolean;
  /** Called after the results are stored. */
  done?: (() => void) | undefined;
}

const nothing: readonly Observation[] = [];

/** A reading to be completed by its source. Created here so that all have the same shape in V8: there is one per line. */
export function newReading(atMs: number, observations = nothing, report?: DeploymentReport): Reading {
  return { kind: 'reading', atMs, observations, report, position: undefined, done: undefined };
}

/** The reading of one observation. */
export function readingOf(observation: Observation, more: Pick<Reading, 'position' | 'done'> = {}): Reading {
  const reading = newReading(observation.observedAtMs, [observation]);
  reading.position = more.position;
  reading.done = more.done;
  return reading;
}

/** Whether it concerns no install. */
export function isSilent({ observations, report }: Reading): boolean {
  return observations.length === 0 && report === undefined;
}

/**
 * reading: see above · time: everything that happened before `nowMs` has been read, and limits that ended before it have expired · clock-step:
 * the host's clock was stepped by `byMs` · action: a user's action on a backend; `refusal` is the reason if it was refused · rules: new workflows
 * and inventory for all later items · name: the reverse-DNS name of a backend without a name.
 */
export type QueueItem =
  | Reading
  | { kind: 'time'; nowMs: number }
  | { kind: 'clock-step'; byMs: number }
  | { kind: 'action'; backend: string; action: Action; atMs: number; refusal?: string; done?: () => void }
  | { kind: 'name'; backend: string; ip: string; host: string }
  | { kind: 'rules'; rules: Rules; inventory: readonly DeclaredBackend[] | undefined; done?: () => void };

export class Queue {
  private readonly capacity: number;
  private items: QueueItem[] = [];
  private waitingProducers: (() => void)[] = [];
  private wakeConsumer: (() => void) | undefined;
  private closed = false;

  constructor(capacity = 10_000) {
    this.capacity = capacity;
  }

  get length(): number {
    return this.items.length;
  }

  /** Resolves when the item is in the queue; waits while the queue is full. After `close` it resolves immediately and drops the item. */
  async push(item: QueueItem): Promise<void> {
    await this.pushAll([item]);
  }

  /** Adds several items at once. They may exceed the capacity of the queue. */
  async pushAll(items: readonly QueueItem[]): Promise<void> {
    while (this.items.length >= this.capacity && !this.closed) await new Promise<void>((resolve) => this.waitingProducers.push(resolve));
    if (this.closed) return;
    for (const item of items) this.items.push(item);
    this.wakeConsumer?.();
  }

  /** Resolves with all items as soon as there are any, or with undefined once the queue is closed and empty. For one consumer. */
  async takeAll(): Promise<QueueItem[] | undefined> {
    while (this.items.length === 0) {
      if (this.closed) return undefined;
      await new Promise<void>((resolve) => (this.wakeConsumer = resolve));
    }
    // Items that arrive in the same turn of the event loop are stored in one transaction.
    await new Promise((resolve) => setImmediate(resolve));
    const taken = this.items;
    this.items = [];
    for (const resume of this.waitingProducers.splice(0)) resume();
    return taken;
  }

  /** Accepts no more items; those in the queue can still be taken. */
  close(): void {
    this.closed = true;
    for (const resume of this.waitingProducers.splice(0)) resume();
    this.wakeConsumer?.();
  }
}
