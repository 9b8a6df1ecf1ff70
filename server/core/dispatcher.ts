// From the queue to the machines. Each observation is visited once: who it is (owners.ts) → which workflow (workflow-choice.ts) → which stage
// → its run (follow.ts) → out (outgoing.ts). The one error boundary per event: whatever goes wrong costs a counter and a log line.
import type { DeploymentReport } from '../../state-machines/deployment/deployment.ts';
import { act } from '../../state-machines/track/actions.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';
import type { Workflow, WorkflowsByName } from '../../state-machines/workflow/workflow.ts';
import type { Change } from './change.ts';
import { Deployments } from './deployments.ts';
import { Deadlines } from './dispatch/deadlines.ts';
import { follow } from './dispatch/follow.ts';
import { Outgoing } from './dispatch/outgoing.ts';
import { Owners } from './dispatch/owners.ts';
import { UnknownNames } from './dispatch/unknown-names.ts';
import { WorkflowChoice } from './dispatch/workflow-choice.ts';
import type { Log } from './log.ts';
import type { QueueItem, Reading } from './queue.ts';
import type { Backend, Registry } from './registry.ts';
import type { Rules } from './rules.ts';

export interface DispatcherOptions extends Rules {
  registry: Registry;
  /** Whether machines that the inventory does not name are followed too. */
  discovery: boolean;
  /** Takes every change, in its order. */
  onChange: (change: Change) => void;
  log: Log;
}

type Item<Kind extends QueueItem['kind']> = Extract<QueueItem, { kind: Kind }>;

export class Dispatcher {
  readonly registry: Registry;
  readonly deployments = new Deployments();
  private readonly log: Log;
  private readonly choice: WorkflowChoice;
  private readonly deadlines = new Deadlines();
  private readonly out: Outgoing;
  private readonly owners: Owners;
  private readonly senders = new UnknownNames();
  private readonly stages = new UnknownNames();
  private readonly processed = { observations: 0, errors: 0 };

  constructor({ registry, discovery, onChange, log, ...rules }: DispatcherOptions) {
    this.registry = registry;
    this.log = log;
    this.choice = new WorkflowChoice(rules);
    this.out = new Outgoing(onChange, this.deadlines);
    const onUnknown = ({ who }: Observation): void => void this.senders.add(who.mac ?? who.ip ?? who.host ?? '');
    this.owners = new Owners({ registry, discovery, choice: this.choice, out: this.out, onUnknown });
  }

  get counters() {
    const { processed, senders, stages, out } = this;
    return { ...processed, unknownBackend: senders.count, unknownStage: stages.count, transitions: out.transitions };
  }

  get unknownSenders(): ReadonlySet<string> {
    return this.senders.names;
  }

  /** Number of the last change. */
  get seq(): number {
    return this.out.seq;
  }

  /** Backends of which something has to be stored; whoever stores it empties this. */
  get touched(): Set<Backend> {
    return this.out.touched;
  }

  /** When the next limit passes; null when none runs. The run may have moved on meanwhile. */
  get nextDueMs(): number | null {
    return this.deadlines.nextMs;
  }

  get workflows(): ReadonlyMap<string, Workflow> {
    return this.choice.rules.workflows;
  }

  /** The workflows as they are for this backend. */
  workflowsOf(backend: Backend): WorkflowsByName {
    return this.choice.namedFor(backend);
  }

  /** The workflow that a backend's next observation is read by. */
  workflowOf(backend: Backend): Workflow {
    return this.choice.presentOf(backend);
  }

  /** Before the first item: continues the numbers of an earlier start, and its limits. */
  continueFrom(seq: number): void {
    this.out.seq = seq;
    for (const backend of this.registry.all()) this.deadlines.schedule(backend);
  }

  dispatch(item: QueueItem): void {
    if (item.kind === 'reading') return this.read(item);
    const isDone = this.attempt(item, () => this.process(item));
    if (!isDone && item.kind === 'action') item.refusal = 'it could not be processed; see the service log';
  }

  /** An output or a request failed on its own account: counted with the others. */
  countError(): void {
    this.processed.errors++;
  }

  private process(item: Exclude<QueueItem, Reading>): void {
    switch (item.kind) {
      case 'time':
        return this.passTime(item.nowMs);
      case 'clock-step':
        return this.shift(item.byMs);
      case 'action':
        return this.act(item);
      case 'name':
        return this.name(item);
      case 'rules':
        return this.changeRules(item);
    }
  }

  /** What goes wrong with one machine costs no other. */
  private read({ report, observations }: Reading): void {
    if (report) this.attempt(report, () => this.report(report));
    for (const observation of observations) this.attempt(observation, () => this.observe(observation));
  }

  /** Whether `work` succeeded; a failure is counted and logged with its item. */
  private attempt(item: QueueItem | Observation | DeploymentReport, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.countError();
      this.log.error({ error, item }, 'an event could not be processed');
      return false;
    }
  }

  private observe(observation: Observation): void {
    this.processed.observations++;
    const backend = this.owners.of(observation);
    if (!backend) return;
    backend.lastHeardMs = Math.max(backend.lastHeardMs ?? 0, observation.observedAtMs);
    const { prelude, otherBootMs } = backend.track;
    this.out.from(backend, () => follow(backend, observation, { choice: this.choice, onUnknownStage: (stage) => this.countStage(stage) }));
    // The heartbeat of a machine that is well is nothing to be kept.
    const isChanged = backend.track.prelude !== prelude || backend.track.otherBootMs !== otherBootMs;
    if (observation.lease || observation.named !== undefined || isChanged) this.touched.add(backend);
  }

  private report(report: DeploymentReport): void {
    const deployment = this.deployments.apply(report);
    if (deployment) this.out.deployment(deployment);
  }

  private act(item: Item<'action'>): void {
    const backend = this.registry.get(item.backend);
    if (!backend) item.refusal = 'there is no such backend any more';
    else
      this.out.from(backend, () => {
        const outcome = act(backend.track, item.action, item.atMs);
        if (typeof outcome !== 'string') return outcome;
        item.refusal = outcome;
        return [];
      });
  }

  private name({ backend: id, ip, host }: Item<'name'>): void {
    const backend = this.registry.nameByAddress(id, { ip, host }) ? this.registry.get(id) : undefined;
    if (backend) this.touched.add(backend);
  }

  /** Other rules from here on: the runs under way go on under them, as far as their workflow is still there. */
  private changeRules({ rules, inventory }: Item<'rules'>): void {
    this.choice.rules = rules;
    if (inventory) this.registry.redeclare(inventory);
    for (const backend of this.registry.all()) {
      backend.track.moveTo(this.workflowsOf(backend));
      if (backend.track.open) this.touched.add(backend);
      this.deadlines.schedule(backend);
    }
  }

  private passTime(nowMs: number): void {
    for (const backend of this.deadlines.passed(nowMs)) {
      const { track, id } = backend;
      // One that turned out to be another is gone.
      if (this.registry.get(id) === backend)
        this.out.from(backend, () => (track.dueMs !== null && track.dueMs < nowMs ? track.passTime(nowMs) : []));
    }
  }

  private shift(byMs: number): void {
    this.registry.shift(byMs);
    const open = [...this.registry.all()].filter(({ track }) => track.open !== undefined || track.prelude.length > 0);
    for (const { track } of this.registry.all()) track.shift(byMs);
    for (const backend of open) {
      this.touched.add(backend);
      this.deadlines.schedule(backend);
    }
    const seconds = Math.round(byMs / 1000);
    this.log.warn({ seconds }, `the clock of this host was set by ${seconds} seconds: the limits of ${open.length} backends move along`);
  }

  private countStage(stage: string): void {
    if (this.stages.add(stage)) this.log.warn({ stage }, 'a stage was reported that the workflow of its backend does not have');
  }
}
