// The monitor itself, the same for the live service and for a replay: what comes through the queue goes to the machines, and what they make
// of it to the sinks.
import { runStatus } from '../state-machines/run.ts';
import type { BackendStatus } from '../state-machines/vocabulary.ts';
import type { Workflow } from '../state-machines/workflow.ts';
import { defaultWorkflowName } from '../state-machines/workflows.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Log } from './log.ts';
import { Queue } from './queue.ts';
import { Registry, type Backend, type DeclaredBackend } from './registry.ts';
import type { Sink } from './sinks/sink.ts';
import { viewBackend } from './view.ts';
import type { BackendView } from '../state-machines/view.ts';

/** After so many events everybody else (HTTP, timers, sinks) gets a turn. */
const eventsPerTurn = 500;

export interface MonitorOptions {
  workflows: ReadonlyMap<string, Workflow>;
  /** Name of the workflow of backends that nothing else tells it of. */
  workflow?: string | undefined;
  inventory: readonly DeclaredBackend[] | undefined;
  /** Left out: only when there is no inventory. */
  discovery?: boolean | undefined;
  sinks: readonly Sink[];
  log: Log;
  /** Number of the change before the first. */
  seq?: number;
}

export class Monitor {
  readonly queue = new Queue();
  readonly registry = new Registry();
  readonly dispatcher: Dispatcher;
  readonly workflows: ReadonlyMap<string, Workflow>;
  private readonly sinks: readonly Sink[];

  constructor({
    workflows,
    workflow = defaultWorkflowName,
    inventory,
    discovery = inventory === undefined,
    sinks,
    log,
    seq = 0,
  }: MonitorOptions) {
    const defaultWorkflow = workflows.get(workflow);
    if (!defaultWorkflow) throw new Error(`no workflow is called ${workflow}`);
    this.workflows = workflows;
    this.sinks = sinks;
    for (const declared of inventory ?? []) this.registry.declare(declared);
    this.dispatcher = new Dispatcher({ registry: this.registry, workflows, defaultWorkflow, discovery, sinks, log });
    this.dispatcher.seq = seq;
  }

  /** Works until the queue is closed and empty. */
  async run(): Promise<void> {
    for (let items = await this.queue.takeAll(); items; items = await this.queue.takeAll()) {
      for (let at = 0; at < items.length; at += eventsPerTurn) {
        for (const item of items.slice(at, at + eventsPerTurn)) this.dispatcher.dispatch(item);
        for (const sink of this.sinks) await sink.ready?.();
        if (items.length > eventsPerTurn) await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  /** The backend with its newest `runs` runs. */
  view(backend: Backend, runs = 1): BackendView {
    return viewBackend(backend, this.dispatcher.workflowOf(backend).name, runs);
  }

  statusOf(backend: Backend): BackendStatus {
    const run = backend.track.runs.at(-1);
    return run ? runStatus(run.snapshot) : 'idle';
  }

  views(): BackendView[] {
    return [...this.registry.all()].map((backend) => this.view(backend));
  }
}
