// From the queue to the machines: finds out whose observation it is and which stage it means, feeds that backend's track, numbers what
// comes out and hands it to the sinks. The one error boundary per event: whatever goes wrong costs a counter and a log line.
import TinyQueue from 'tinyqueue';
import { act } from '../state-machines/actions.ts';
import { recognise, workflowOfKernel } from '../state-machines/recognise.ts';
import type { Observation, Transition } from '../state-machines/vocabulary.ts';
import type { Workflow } from '../state-machines/workflow.ts';
import type { Log } from './log.ts';
import type { QueueItem } from './queue.ts';
import type { Backend, Registry } from './registry.ts';
import type { Change } from './sinks/sink.ts';

export interface DispatcherOptions {
  registry: Registry;
  workflows: ReadonlyMap<string, Workflow>;
  /** For backends of which neither the inventory nor their kernel tells it. */
  defaultWorkflow: Workflow;
  /** Whether machines that the inventory does not name are followed too. */
  discovery: boolean;
  /** Takes every change, in its order. */
  onChange: (change: Change) => void;
  log: Log;
}

/** How many distinct unknown senders and stage names are kept for the operator; beyond, only the count goes on. */
const namesKept = 100;

export class Dispatcher {
  readonly registry: Registry;
  readonly counters = { observations: 0, unknownBackend: 0, unknownStage: 0, errors: 0, transitions: 0 };
  readonly unknownSenders = new Set<string>();
  readonly unknownStages = new Set<string>();
  /** Number of the last change. */
  seq = 0;
  /** Backends that something was seen of since this was emptied. */
  readonly touched = new Set<Backend>();
  private readonly options: DispatcherOptions;
  private readonly due = new TinyQueue<{ atMs: number; backend: Backend }>([], (a, b) => a.atMs - b.atMs);

  constructor(options: DispatcherOptions) {
    this.options = options;
    this.registry = options.registry;
  }

  dispatch(item: QueueItem): void {
    try {
      if (item.kind === 'time') this.passTime(item.nowMs);
      else if (item.kind === 'observation') this.observe(item.observation);
      else if (item.kind === 'action') this.act(item);
    } catch (error) {
      this.counters.errors++;
      if (item.kind === 'action') item.refusal = 'it could not be processed; the service log has it';
      this.options.log.error({ error, item }, 'an event could not be processed');
    }
  }

  /** The workflow that a backend's next observation is read by. */
  workflowOf(backend: Backend): Workflow {
    const declared = backend.workflow === undefined ? undefined : this.options.workflows.get(backend.workflow);
    return declared ?? backend.track.runs.at(-1)?.workflow ?? this.options.defaultWorkflow;
  }

  private observe(observation: Observation): void {
    this.counters.observations++;
    const backend = this.options.registry.find(observation.who) ?? this.discover(observation);
    if (!backend) this.countUnknown(observation);
    const owner = this.applyLease(observation, backend);
    if (!owner) return;
    owner.lastHeardMs = Math.max(owner.lastHeardMs ?? 0, observation.observedAtMs);
    const { prelude } = owner.track;
    this.emit(owner, this.transitionsOf(owner, observation));
    // The heartbeat of a machine that is well is nothing to be kept.
    if (observation.lease || owner.track.prelude !== prelude) this.touched.add(owner);
  }

  private act(item: Extract<QueueItem, { kind: 'action' }>): void {
    const backend = this.registry.get(item.backend);
    const outcome = backend ? act(backend.track, item.action, item.atMs) : 'there is no such backend any more';
    if (typeof outcome === 'string') item.refusal = outcome;
    else if (backend) this.emit(backend, outcome);
  }

  private transitionsOf(backend: Backend, observation: Observation): Transition[] {
    const { observedAtMs: atMs, receivedAtMs, evidence, sight } = observation;
    if (sight.kind === 'text') return backend.track.observeText(sight.text, { atMs, receivedAtMs, evidence });
    const workflow = this.workflowFor(backend, observation);
    const recognised = recognise(workflow, backend.files, observation);
    if (recognised === 'boot-loader') backend.track.observeBootLoader();
    if (!recognised && sight.kind === 'report') this.countUnknownStage(sight.stage);
    return typeof recognised === 'object' ? backend.track.observe({ ...recognised, workflow, atMs, receivedAtMs, evidence }) : [];
  }

  private workflowFor(backend: Backend, { sight }: Observation): Workflow {
    const told =
      backend.workflow === undefined && sight.kind === 'tftp' ? workflowOfKernel(this.options.workflows, fileName(sight.file)) : undefined;
    return told ?? this.workflowOf(backend);
  }

  /** A machine is discovered by its DHCP messages, or by something that only an installing machine does. */
  private discover(observation: Observation): Backend | undefined {
    const { sight, who } = observation;
    if (!this.options.discovery) return undefined;
    if (sight.kind !== 'dhcp') {
      const recognised = recognise(this.options.defaultWorkflow, {}, observation);
      const role = typeof recognised === 'object' ? recognised.stage.role : 'end';
      if (role === 'end' || role === 'disk-boot') return undefined;
    } else if (sight.message === 'NAK' || sight.message === 'DECLINE') return undefined;
    return this.options.registry.discover(who);
  }

  /** Keeps track of who has which address; returns the backend that the observation is of. */
  private applyLease({ lease, ...observation }: Observation, backend: Backend | undefined): Backend | undefined {
    if (!lease) return backend;
    const { registry } = this.options;
    const nameless =
      backend && !backend.declared && backend.track.runs.every((run) => run.provisional) ? registry.ownerWithoutMac(lease.ip) : undefined;
    if (backend && nameless && nameless !== backend) return this.merge(nameless, backend, observation);
    registry.lease(lease.ip, backend, lease.host);
    return backend;
  }

  /** A machine first seen in the middle of its install, by address only, now shows its MAC: both are one. */
  private merge(backend: Backend, other: Backend, { observedAtMs: atMs, receivedAtMs, evidence }: Observation): Backend {
    this.emit(other, other.track.close({ atMs, receivedAtMs, evidence }));
    this.options.registry.merge(backend, other);
    this.options.onChange({ type: 'gone', seq: ++this.seq, id: other.id });
    return backend;
  }

  private passTime(nowMs: number): void {
    for (let first = this.due.peek(); first && first.atMs < nowMs; first = this.due.peek()) {
      this.due.pop();
      const { backend, atMs } = first;
      // A limit that was set again or healed leaves its entry behind.
      if (backend.scheduledMs !== atMs || this.registry.get(backend.id) !== backend) continue;
      backend.scheduledMs = null;
      const dueMs = backend.track.dueMs;
      this.emit(backend, dueMs !== null && dueMs < nowMs ? backend.track.passTime(nowMs) : []);
    }
  }

  private emit(backend: Backend, transitions: readonly Transition[]): void {
    for (const transition of transitions) {
      this.counters.transitions++;
      this.touched.add(backend);
      this.options.onChange({ type: 'transition', seq: ++this.seq, backend, transition });
    }
    this.schedule(backend);
  }

  /** Puts the backend's next limit on the list. */
  schedule(backend: Backend): void {
    const { dueMs } = backend.track;
    if (dueMs === null || dueMs === backend.scheduledMs) return;
    backend.scheduledMs = dueMs;
    this.due.push({ atMs: dueMs, backend });
  }

  private countUnknown({ who }: Observation): void {
    this.counters.unknownBackend++;
    if (this.unknownSenders.size < namesKept) this.unknownSenders.add(who.mac ?? who.ip ?? who.host ?? '');
  }

  private countUnknownStage(stage: string): void {
    this.counters.unknownStage++;
    if (this.unknownStages.has(stage) || this.unknownStages.size >= namesKept) return;
    this.unknownStages.add(stage);
    this.options.log.warn({ stage }, 'a stage was reported that the workflow of its backend does not have');
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
