// The monitor itself, shared by the live service and a replay. Items from the queue go to the state machines. The resulting changes are stored,
// if there is a store, and then go to the outputs.
import { summarise, type BackendSummary } from '../../state-machines/view/summary.ts';
import type { BackendView } from '../../state-machines/view/view.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';
import type { Workflow } from '../../state-machines/workflow/workflow.ts';
import type { Change } from './change.ts';
import { Dispatcher } from './dispatcher.ts';
import type { Log } from './log.ts';
import { Queue, type QueueItem } from './queue.ts';
import { Registry, type Backend, type DeclaredBackend } from './registry.ts';
import { rulesOf, type RuleSettings } from './rules.ts';
import type { Receiver } from './receiver.ts';
import type { Recording } from './recording.ts';
import { restoreState, type SavedState } from './saved-state.ts';
import { viewBackend } from './view.ts';

/** Events per batch. After each batch the results are stored, and the event loop is free for HTTP, timers and outputs. */
const eventsPerTurn = 1_000;

export interface MonitorOptions extends RuleSettings {
  inventory: readonly DeclaredBackend[] | undefined;
  /** Default: only without an inventory. */
  discovery?: boolean | undefined;
  outputs: readonly Receiver[];
  log: Log;
  /** Number of the change before the first. */
  seq?: number;
  /** If omitted, nothing is stored. */
  recorder?: Recording | undefined;
  /** What an earlier start stored. */
  state?: SavedState | undefined;
}

export class Monitor {
  readonly queue = new Queue();
  readonly registry = new Registry();
  readonly dispatcher: Dispatcher;
  /** Number of the last change that is stored and has gone to the outputs. */
  seq: number;
  /** Resolves when event processing has stopped, for any reason: items still in the queue will not be processed. */
  readonly over: Promise<void>;
  private readonly end: () => void;
  private readonly outputs: Receiver[];
  private readonly log: Log;
  private readonly recorder: Recording | undefined;
  private changes: Change[] = [];

  constructor({ workflows, workflow, inventory, discovery = inventory === undefined, ...options }: MonitorOptions) {
    ({ promise: this.over, resolve: this.end } = Promise.withResolvers<void>());
    const rules = rulesOf({ workflows, variants: options.variants, workflow });
    this.outputs = [...options.outputs];
    this.log = options.log;
    this.recorder = options.recorder;
    const onChange = (change: Change): void => void this.changes.push(change);
    this.dispatcher = new Dispatcher({ ...rules, registry: this.registry, discovery, onChange, log: options.log });
    this.seq = options.seq ?? 0;
    if (options.state) restoreState(this.dispatcher, options.state);
    // Limits continue by the timestamps of the log lines.
    this.dispatcher.continueFrom(this.seq);
    this.registry.redeclare(inventory ?? []);
  }

  /** Sends all further changes to `output` too. */
  sendTo(output: Receiver): void {
    this.outputs.push(output);
  }

  get workflows(): ReadonlyMap<string, Workflow> {
    return this.dispatcher.workflows;
  }

  /** Applies other workflows and another inventory. Resolves when the runs in progress have been migrated and stored. */
  async changeRules({ inventory, ...rules }: RuleSettings & Pick<MonitorOptions, 'inventory'>): Promise<void> {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    void this.queue.push({ kind: 'rules', rules: rulesOf(rules), inventory, done: resolve });
    await Promise.race([done, this.over]);
  }

  /** Works until the queue is closed and empty. */
  async run(): Promise<void> {
    try {
      await this.work();
    } finally {
      this.end();
    }
  }

  private async work(): Promise<void> {
    for (let items = await this.queue.takeAll(); items; items = await this.queue.takeAll()) {
      for (let at = 0; at < items.length; at += eventsPerTurn) {
        if (!(await this.process(items.slice(at, at + eventsPerTurn)))) return;
        if (items.length > eventsPerTurn) await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }

  /** The backend with its newest `runs` runs. */
  view(backend: Backend, runs = 1): BackendView {
    return viewBackend(backend, this.dispatcher.workflowOf(backend).name, runs);
  }

  /** The summary of a backend. */
  summary(backend: Backend): BackendSummary {
    return summarise(backend, this.dispatcher.workflowOf(backend).name);
  }

  statusOf(backend: Backend): BackendStatus {
    const run = backend.track.runs.at(-1);
    return run?.status ?? 'idle';
  }

  views(): BackendView[] {
    return [...this.registry.all()].map((backend) => this.view(backend));
  }

  /** Processes one batch: stores the changes and passes them to the outputs. False if they could not be stored before shutdown; then no output has received them. */
  async process(items: readonly QueueItem[]): Promise<boolean> {
    const positions = new Map<string, unknown>();
    for (const item of items) {
      this.dispatcher.dispatch(item);
      if (item.kind === 'reading' && item.position) positions.set(item.position.source, item.position.at);
    }
    const changes = this.changes;
    this.changes = [];
    const stored = (await this.recorder?.record({ changes, touched: this.dispatcher.touched, positions })) ?? true;
    this.dispatcher.touched.clear();
    if (!stored) return false;
    this.handOut(changes);
    for (const item of items) if ('done' in item) item.done?.();
    for (const output of this.outputs) await output.ready?.();
    return true;
  }

  private handOut(changes: readonly Change[]): void {
    for (const change of changes) {
      this.seq = change.seq;
      for (const output of this.outputs) {
        try {
          output.take(change);
        } catch (error) {
          this.dispatcher.countError();
          this.log.error({ error, output: output.name }, 'an output could not take a change');
        }
      }
    }
  }
}
