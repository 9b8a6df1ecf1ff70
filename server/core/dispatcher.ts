// Passes items from the queue to the state machines. Each observation is processed once: backend (owners.ts) → workflow (workflow-choice.ts) →
// stage and run (follow.ts) → changes (outgoing.ts). Any error in an event is caught here, counted and logged.
import type { DeploymentReport } from '../../state-machines/deployment/deployment.ts';
import { act } from '../../state-machines/track/actions.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';
import type { Workflow, WorkflowsByName } from '../../state-machines/workflow/workflow.ts';
import type { Change } from './change.ts';
import { Deployments } from './deployments.ts';
import { Deadlines } from './dispatch/deadlines.ts';
import { follow, type FollowParts } from './dispatch/follow.ts';
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
  /** Whether machines that are not in the inventory are followed too. */
  discovery: boolean;
  /** Called for every change, in order. */
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
  private readonly following: FollowParts;
  private readonly senders = new UnknownNames();
  private readonly stages = new UnknownNames();
  private readonly processed = { observations: 0, errors: 0 };

  constructor({ registry, discovery, onChange, log, ...rules }: DispatcherOptions) {
    this.registry = registry;
    this.log = log;
    this.choice = new WorkflowChoice(rules);
    this.following = { choice: this.choice, onUnknownStage: (stage) => this.countStage(stage) };
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

  /** Backends to be stored; emptied by the caller that stores them. */
  get touched(): Set<Backend> {
    return this.out.touched;
  }

  /** When the next limit expires; null if there is none. The run may have moved on meanwhile. */
  get nextDueMs(): number | null {
    return this.deadlines.nextMs;
  }

  get workflows(): ReadonlyMap<string, Workflow> {
    return this.choice.rules.workflows;
  }

  /** The workflows in the variants for this backend. */
  workflowsOf(backend: Backend): WorkflowsByName {
    return this.choice.namedFor(backend);
  }

  /** The workflow for a backend's next observation. */
  workflowOf(backend: Backend): Workflow {
    return this.choice.presentOf(backend);
  }

  /** Continues the numbers and the limits of an earlier start. Called before the first item. */
  continueFrom(seq: number): void {
    this.out.seq = seq;
    for (const backend of this.registry.all()) this.deadlines.schedule(backend);
  }

  dispatch(item: QueueItem): void {
    if (item.kind === 'reading') return this.read(item);
    const isDone = this.attempt(item, () => this.process(item));
    if (!isDone && item.kind === 'action') item.refusal = 'it could not be processed; see the service log';
  }

  /** Counts an error of an output or a request. */
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

  /** An error with one machine does not affect the others. */
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
    this.out.send(backend, follow(backend, observation, this.following));
    // The heartbeat of a healthy machine need not be stored.
    const isChanged = backend.track.prelude !== prelude || backend.track.otherBootMs !== otherBootMs;
    if (observation.lease || observation.named !== undefined || isChanged) this.touched.add(backend);
  }

  private report(report: DeploymentReport): void {
    const deployment = this.deployments.apply(report);
    if (deployment) this.out.deployment(deployment);
  }

  private act(item: Item<'action'>): void {
    const backend = this.registry.get(item.backend);
    const outcome = backend ? act(backend.track, item.action, item.atMs) : 'this backend no longer exists';
    if (typeof outcome === 'string') item.refusal = outcome;
    else if (backend) this.out.send(backend, outcome);
  }

  private name({ backend: id, ip, host }: Item<'name'>): void {
    const backend = this.registry.nameByAddress(id, { ip, host }) ? this.registry.get(id) : undefined;
    if (backend) this.touched.add(backend);
  }

  /** Applies new rules. Runs in progress continue under them, if their workflow still exists. */
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
      // A merged backend no longer exists.
      if (this.registry.get(id) !== backend) continue;
      this.out.send(backend, track.dueMs !== null && track.dueMs < nowMs ? track.passTime(nowMs) : []);
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
    this.log.warn(
      { seconds },
      `the clock of this host was stepped by ${seconds} seconds; limits of ${open.length} backends have been adjusted`,
    );
  }

  private countStage(stage: string): void {
    if (this.stages.add(stage)) this.log.warn({ stage }, 'a reported stage is not in the workflow of its backend');
  }
}
