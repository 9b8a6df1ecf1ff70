// From the queue to the machines: finds out whose observation it is and which stage it means, feeds that backend's track, numbers what
// comes out and hands it to the outputs. The one error boundary per event: whatever goes wrong costs a counter and a log line.
import TinyQueue from 'tinyqueue';
import { act } from '../../state-machines/track/actions.ts';
import { chooseWorkflow, workflowShown } from '../../state-machines/workflow/choose-workflow.ts';
import { otherSystem } from '../../state-machines/workflow/other-systems.ts';
import { recognise } from '../../state-machines/workflow/recognise.ts';
import type { DhcpMessage, Observation, Transition } from '../../state-machines/vocabulary.ts';
import type { Workflow, WorkflowsByName } from '../../state-machines/workflow/workflow.ts';
import type { DeploymentReport } from '../../state-machines/deployment/deployment.ts';
import { Deployments } from './deployments.ts';
import type { Change } from './change.ts';
import type { Log } from './log.ts';
import type { QueueItem, Reading } from './queue.ts';
import type { Backend, Registry } from './registry.ts';
import type { Rules } from './rules.ts';
import { statusBefore } from './status-before.ts';
import { noVariants } from './variants.ts';

export interface DispatcherOptions extends Rules {
  registry: Registry;
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
  readonly deployments = new Deployments();
  /** Number of the last change. */
  seq = 0;
  /** Backends that something was seen of since this was emptied. */
  readonly touched = new Set<Backend>();
  private readonly options: DispatcherOptions;
  private rules: Rules;
  private readonly due = new TinyQueue<{ atMs: number; backend: Backend }>([], (a, b) => a.atMs - b.atMs);

  constructor(options: DispatcherOptions) {
    this.options = options;
    this.rules = options;
    this.registry = options.registry;
  }

  /** The workflows as they are for this backend. */
  workflowsOf(backend: Backend): WorkflowsByName {
    return { get: (name) => this.variantOf(this.workflows.get(name), backend) };
  }

  dispatch(item: QueueItem): void {
    try {
      if (item.kind === 'time') this.passTime(item.nowMs);
      else if (item.kind === 'reading') this.read(item);
      else if (item.kind === 'action') this.act(item);
      else if (item.kind === 'rules') this.changeRules(item);
      else if (item.kind === 'name') this.name(item);
      else if (item.kind === 'clock-step') this.shift(item.byMs);
    } catch (error) {
      if (item.kind === 'action') item.refusal = 'it could not be processed; the service log has it';
      this.fail(error, item);
    }
  }

  get workflows(): ReadonlyMap<string, Workflow> {
    return this.rules.workflows;
  }

  /** The workflow that a backend's next observation is read by. */
  workflowOf(backend: Backend): Workflow {
    const { workflows, defaultWorkflow } = this.rules;
    const declared = backend.workflow === undefined ? undefined : workflows.get(backend.workflow);
    const { open } = backend.track;
    const newest = backend.track.runs.at(-1);
    // What a machine does in the middle of a deployment is part of it; once that is over, it says nothing of what comes next.
    if (open?.deployment) return open.workflow;
    // One that is no longer there still leads the runs that began under it.
    const last = newest?.deployment ? undefined : newest?.workflow;
    return this.variantOf(declared ?? workflows.get(last?.name ?? '') ?? last ?? defaultWorkflow, backend);
  }

  /** When the next limit passes; null when none runs. One that healed may still be told of. */
  get nextDueMs(): number | null {
    return this.due.peek()?.atMs ?? null;
  }

  private read({ report, observations }: Reading): void {
    // What goes wrong with one machine costs no other.
    if (report) this.attempt(report, () => this.report(report));
    for (const observation of observations) this.attempt(observation, () => this.observe(observation));
  }

  private attempt(item: Observation | DeploymentReport, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(error, item);
    }
  }

  private fail(error: unknown, item: QueueItem | Observation | DeploymentReport): void {
    this.counters.errors++;
    this.options.log.error({ error, item }, 'an event could not be processed');
  }

  private observe(observation: Observation): void {
    this.counters.observations++;
    const backend = this.options.registry.find(observation.who, observation.observedAtMs) ?? this.discover(observation);
    if (!backend) this.countUnknown(observation);
    const owner = this.applyLease(observation, backend);
    if (!owner) return;
    if (observation.named !== undefined) this.registry.name(owner, observation.named);
    owner.lastHeardMs = Math.max(owner.lastHeardMs ?? 0, observation.observedAtMs);
    const { prelude, otherBootMs } = owner.track;
    const before = statusBefore(owner.track.runs);
    this.emit(owner, this.transitionsOf(owner, observation), before);
    // The heartbeat of a machine that is well is nothing to be kept.
    const isChanged = owner.track.prelude !== prelude || owner.track.otherBootMs !== otherBootMs;
    if (observation.lease || observation.named !== undefined || isChanged) this.touched.add(owner);
  }

  private report(report: DeploymentReport): void {
    const deployment = this.deployments.apply(report);
    if (deployment) this.options.onChange({ type: 'deployment', seq: this.seq, deployment });
  }

  private act(item: Extract<QueueItem, { kind: 'action' }>): void {
    const backend = this.registry.get(item.backend);
    const before = statusBefore(backend?.track.runs ?? []);
    const outcome = backend ? act(backend.track, item.action, item.atMs) : 'there is no such backend any more';
    if (typeof outcome === 'string') item.refusal = outcome;
    else if (backend) this.emit(backend, outcome, before);
  }

  private transitionsOf(backend: Backend, observation: Observation): Transition[] {
    const { observedAtMs: atMs, receivedAtMs, evidence, sight, deployment } = observation;
    const when = { atMs, receivedAtMs, evidence };
    if (sight.kind === 'dhcp' && sight.answers !== undefined)
      return this.transitionsOfBoth(backend, observation, [sight.answers, sight.message]);
    if (sight.kind === 'text') return backend.track.observeText(sight.text, when);
    if (sight.kind === 'finding') return backend.track.observeFinding(sight, when, deployment);
    if (sight.kind === 'event' && sight.part === 'abandoned') return backend.track.observeAbandoned(sight.text, when, deployment);
    const { workflow, told } = this.workflowFor(backend, observation);
    const recognised = recognise(workflow, backend.files, observation);
    if (recognised === 'boot-loader') backend.track.observeBootLoader();
    const other = recognised === undefined && deployment === undefined ? otherSystem(sight) : undefined;
    if (other !== undefined) return backend.track.observeOtherSystem(other, when);
    if (!recognised && sight.kind === 'report') this.countUnknownStage(sight.stage);
    // What the workflow has no stage for is the installer's last words; and a note alone begins no install.
    if (sight.kind === 'event' && (!recognised || (sight.phase === 'note' && !isFollowed(backend))))
      return backend.track.observeText(sight.text, when);
    if (typeof recognised !== 'object') return [];
    const reported = sight.kind === 'report';
    const { attempt, version } = sight.kind === 'event' ? sight : {};
    return backend.track.observe({ ...recognised, ...when, reported, workflow, told, deployment, attempt, version });
  }

  /** A server that tells only its answers: the line proves what the client had sent too. */
  private transitionsOfBoth(backend: Backend, observation: Observation, messages: readonly DhcpMessage[]): Transition[] {
    return messages.flatMap((message) => this.transitionsOf(backend, { ...observation, sight: { kind: 'dhcp', message, note: null } }));
  }

  private workflowFor(backend: Backend, observation: Observation): { workflow: Workflow; told: boolean } {
    if (observation.deployment !== undefined) return this.workflowDeployed(backend, observation);
    const workflow = this.workflowOf(backend);
    if (backend.track.open?.deployment) return { workflow, told: false };
    const present = { workflow, told: backend.track.open?.told ?? false };
    const told = backend.workflow === undefined ? chooseWorkflow(this.workflows, present, observation) : undefined;
    return { workflow: told ? this.variantOf(told, backend) : workflow, told: told !== undefined };
  }

  /** Of a deployment: that of its run, or the one that the deployer's words tell, whatever an inventory says of the machine's own installs. */
  private workflowDeployed(backend: Backend, observation: Observation): { workflow: Workflow; told: boolean } {
    const newest = backend.track.runs.at(-1);
    if (newest?.deployment === observation.deployment && newest) return { workflow: newest.workflow, told: false };
    const shown = workflowShown(this.workflows, observation) ?? this.rules.defaultWorkflow;
    return { workflow: this.variantOf(shown, backend), told: true };
  }

  private variantOf<Known extends Workflow | undefined>(workflow: Known, backend: Backend): Workflow | Known {
    return workflow && (this.rules.variants ?? noVariants).of(workflow, backend);
  }

  /** A machine is discovered by its DHCP messages, or by something that only an installing machine does. */
  private discover(observation: Observation): Backend | undefined {
    const { sight, who } = observation;
    // Who deploys a machine names it. One that speaks for itself is known by its address only.
    if (observation.deployment !== undefined && (who.host !== undefined || this.options.discovery))
      return sight.kind === 'event' ? this.options.registry.discover(who) : undefined;
    if (!this.options.discovery && !this.options.registry.expects(who)) return undefined;
    if (sight.kind !== 'dhcp') {
      const { defaultWorkflow } = this.rules;
      const told = chooseWorkflow(this.workflows, { workflow: defaultWorkflow, told: false }, observation);
      const recognised = recognise(told ?? defaultWorkflow, {}, observation);
      const role = typeof recognised === 'object' ? recognised.stage.role : 'end';
      if (role === 'end' || role === 'disk-boot' || (role === 'inside' && sight.kind !== 'report')) return undefined;
    } else if (sight.message === 'NAK' || sight.message === 'DECLINE') return undefined;
    return this.options.registry.discover(who);
  }

  /** Keeps track of who has which address; returns the backend that the observation is of. */
  private applyLease(observation: Observation, backend: Backend | undefined): Backend | undefined {
    const { lease } = observation;
    if (!lease) return backend;
    const { registry } = this.options;
    const nameless =
      backend && !backend.declared && backend.track.runs.every((run) => run.provisional) ? registry.ownerWithoutMac(lease.ip) : undefined;
    if (backend && nameless && nameless !== backend) return this.merge(nameless, backend, observation);
    // Whose it was is stored without it: after a restart, too, an address has one owner.
    const before = registry.find({ ip: lease.ip });
    if (before && before !== backend) this.touched.add(before);
    registry.lease({ ...lease, mac: observation.who.mac, atMs: observation.observedAtMs }, backend);
    return backend;
  }

  /** A machine first seen in the middle of its install, by address only, now shows its MAC: both are one. */
  private merge(backend: Backend, other: Backend, { observedAtMs: atMs, receivedAtMs, evidence }: Observation): Backend {
    const { prelude } = other.track;
    const before = statusBefore(other.track.runs);
    this.emit(other, other.track.close({ atMs, receivedAtMs, evidence }), before);
    this.options.registry.merge(backend, other);
    this.options.onChange({ type: 'gone', seq: ++this.seq, id: other.id });
    // What was seen of the MAC before its address is how the run of that address began.
    for (const event of prelude) {
      const earlier = statusBefore(backend.track.runs);
      this.emit(backend, backend.track.observe(event), earlier);
    }
    return backend;
  }

  private name({ backend: id, ip, host }: Extract<QueueItem, { kind: 'name' }>): void {
    const backend = this.registry.nameByAddress(id, { ip, host }) ? this.registry.get(id) : undefined;
    if (backend) this.touched.add(backend);
  }

  /** Other rules from here on: the runs under way go on under them, as far as their workflow is still there. */
  private changeRules({ rules, inventory }: Extract<QueueItem, { kind: 'rules' }>): void {
    this.rules = rules;
    if (inventory) this.registry.redeclare(inventory);
    for (const backend of this.registry.all()) {
      const { track } = backend;
      track.moveTo(this.workflowsOf(backend));
      if (track.open) this.touched.add(backend);
      this.schedule(backend);
    }
  }

  private passTime(nowMs: number): void {
    for (let first = this.due.peek(); first && first.atMs < nowMs; first = this.due.peek()) {
      this.due.pop();
      const { backend, atMs } = first;
      // One that has come to be due earlier leaves its later entry behind.
      if (backend.scheduledMs !== atMs || this.registry.get(backend.id) !== backend) continue;
      backend.scheduledMs = null;
      const dueMs = backend.track.dueMs;
      const before = statusBefore(backend.track.runs);
      this.emit(backend, dueMs !== null && dueMs < nowMs ? backend.track.passTime(nowMs) : [], before);
    }
  }

  private shift(byMs: number): void {
    this.registry.shift(byMs);
    const open = [...this.registry.all()].filter(({ track }) => track.open !== undefined || track.prelude.length > 0);
    for (const { track } of this.registry.all()) track.shift(byMs);
    for (const backend of open) {
      this.touched.add(backend);
      this.schedule(backend);
    }
    const seconds = Math.round(byMs / 1000);
    this.options.log.warn(
      { seconds },
      `the clock of this host was set by ${seconds} seconds: the limits of ${open.length} backends move along`,
    );
  }

  private emit(backend: Backend, transitions: readonly Transition[], before: ReturnType<typeof statusBefore>): void {
    for (const transition of transitions) {
      this.counters.transitions++;
      this.touched.add(backend);
      this.options.onChange({ type: 'transition', seq: ++this.seq, backend, statusBefore: before(transition), transition });
    }
    this.schedule(backend);
  }

  /** Puts the backend's next limit on the list. One that it has got more time for stays there as it is: when that time comes, it is put back. */
  schedule(backend: Backend): void {
    const { dueMs } = backend.track;
    if (dueMs === null || (backend.scheduledMs !== null && backend.scheduledMs <= dueMs)) return;
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

/** Whether an install is known that a note can be of: one under way, or the one that ended well. */
function isFollowed({ track }: Backend): boolean {
  const last = track.runs.at(-1);
  return track.open !== undefined || (last !== undefined && last.status === 'installed');
}
