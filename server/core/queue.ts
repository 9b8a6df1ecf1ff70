// The shared queue between the sources and the dispatcher. Bounded: a source that is faster than the machines waits, so files and
// brokers are the buffer and memory stays level.
import type { Action } from '../../state-machines/track/actions.ts';
import type { DeclaredBackend } from './registry.ts';
import type { Rules } from './rules.ts';
import type { DeploymentReport } from '../../state-machines/deployment/deployment.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';

/** How far a source has been read: behind the line that it comes with, and all that came before it. Plain data of the source's own. */
export interface Position {
  source: string;
  at: unknown;
}

/**
 * What a source has read: a line, a message, an answer of a server. It says something of one machine, of several, of a deployment as a
 * whole, or nothing; then only its time and its position count.
 */
export interface Reading {
  kind: 'reading';
  /** Its own time, epoch milliseconds. */
  atMs: number;
  observations: readonly Observation[];
  /** What a deployer says of one of its operations as a whole; it counts before the observations. */
  report?: DeploymentReport | undefined;
  /** How far its source is done with it: stored in one transaction with what comes of it. */
  position?: Position | undefined;
  /** It was not understood, apart from its time. */
  isUnparsed?: boolean;
  /** Called after what came of it is stored. */
  done?: (() => void) | undefined;
}

const nothing: readonly Observation[] = [];

/** A reading that its source completes. Made here, so that those of all parsers have one shape: there is one for each line. */
export function newReading(atMs: number, observations = nothing, report?: DeploymentReport): Reading {
  return { kind: 'reading', atMs, observations, report, position: undefined };
}

/** The reading of one observation. */
export function readingOf(observation: Observation, more: Pick<Reading, 'position' | 'done'> = {}): Reading {
  return Object.assign(newReading(observation.observedAtMs, [observation]), more);
}

/** Whether it says nothing of an install. */
export function isSilent({ observations, report }: Reading): boolean {
  return observations.length === 0 && report === undefined;
}

/**
 * reading: see there · time: nothing that happened before `nowMs` is still to be read;
 * limits that ended before it have passed · clock-step: the host's clock was set, by so much · action: what a person
 * does to a backend; `refusal` says why it could not be done · rules: workflows and inventory have changed, and what comes after this is read by the new ones · name: what DNS calls the address of
 * a backend that has no name.
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

  /** Resolves when the item is in the queue; waits while the queue is full. After `close` it resolves at once and drops the item. */
  async push(item: QueueItem): Promise<void> {
    await this.pushAll([item]);
  }

  /** The same for several, in one go: the queue may then hold more than it was made for, by so many. */
  async pushAll(items: readonly QueueItem[]): Promise<void> {
    while (this.items.length >= this.capacity && !this.closed) await new Promise<void>((resolve) => this.waitingProducers.push(resolve));
    if (this.closed) return;
    for (const item of items) this.items.push(item);
    this.wakeConsumer?.();
  }

  /** All that is in the queue, as soon as there is something; undefined once it is closed and empty. For one consumer. */
  async takeAll(): Promise<QueueItem[] | undefined> {
    while (this.items.length === 0) {
      if (this.closed) return undefined;
      await new Promise<void>((resolve) => (this.wakeConsumer = resolve));
    }
    // What arrives in the same turn is stored in one transaction.
    await new Promise((resolve) => setImmediate(resolve));
    const taken = this.items;
    this.items = [];
    for (const resume of this.waitingProducers.splice(0)) resume();
    return taken;
  }

  /** What is in the queue is still taken; nothing more comes in. */
  close(): void {
    this.closed = true;
    for (const resume of this.waitingProducers.splice(0)) resume();
    this.wakeConsumer?.();
  }
}
