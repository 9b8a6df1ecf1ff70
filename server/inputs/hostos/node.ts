// Turns the files of one HostOS node into observations: deployed bundles, deploy_stage, and errors. It remembers earlier observations, so reading
// the same files again yields nothing. Pure: the caller supplies texts and file times.
import * as z from 'zod';
import type { Observation, Sight } from '../../../state-machines/vocabulary.ts';
import { bundles, type Bundle, type ZoneClock } from './bundles.ts';
import { explainError, isZPlatform } from './errors.ts';
import { factsOf, type Fact, type NodeFiles, type StageFact } from './facts.ts';
import { deploymentIdOf, isFresh, type Manifest } from './manifest.ts';
import { failingBundle, isComplete, isPlanned, nextOf, operationSchema, placeOf, setBy, wantedBy, type Operation } from './operation.ts';

/** State of a node, as plain data; kept across restarts. */
export const nodeStateSchema = z.object({
  listed: z.record(z.string(), z.number()).describe('how often each `bundle version` is listed'),
  stage: z.string().nullable(),
  isZ: z.boolean(),
  versions: z.partialRecord(z.enum(bundles), z.string()).describe('the newest of each bundle'),
  operation: operationSchema.nullable(),
});
export type NodeState = z.infer<typeof nodeStateSchema>;

export function newNode(): NodeState {
  return { listed: {}, stage: null, isZ: false, versions: {}, operation: null };
}

export interface Look {
  plan: Manifest | null;
  zone: ZoneClock;
  source: string;
  receivedAtMs: number;
}

export interface NodeReading {
  observations: Observation[];
  /** Number of new lines. */
  lines: number;
  odd: readonly string[];
}

/** Updates `state` from the new content of a node's files, and returns the resulting observations. */
export function readNode(state: NodeState, files: NodeFiles, look: Look): NodeReading {
  const { facts, listed, odd } = factsOf(files, { ...state, ...look });
  state.listed = listed;
  state.isZ ||= facts.some(({ text }) => isZPlatform(text));
  const reader = new NodeReader(state, files.node, look);
  for (const fact of facts) reader.take(fact);
  return { observations: reader.observations, lines: facts.length + odd.length, odd };
}

class NodeReader {
  readonly observations: Observation[] = [];
  private readonly state: NodeState;
  private readonly node: string;
  private readonly look: Look;

  constructor(state: NodeState, node: string, look: Look) {
    this.state = state;
    this.node = node;
    this.look = look;
  }

  take(fact: Fact): void {
    if (fact.kind === 'bundle') this.takeBundle(fact);
    else if (fact.kind === 'stage') this.takeStage(fact);
    else this.takeLine(fact);
  }

  private takeBundle(fact: Extract<Fact, { kind: 'bundle' }>): void {
    const { version } = fact;
    const operation = this.operationOf(fact);
    const bundle = placeOf(operation, fact.bundle, this.state.stage);
    this.state.versions[bundle] = version;
    this.deployed(operation, bundle, fact, version);
    const { plan } = this.look;
    if (operation.planned && plan && !isPlanned(plan, bundle, version)) this.say(operation, fact, notPlanned(plan, bundle, version));
    this.endIfComplete(operation, fact);
  }

  private takeStage(fact: StageFact): void {
    const before = this.state.stage;
    this.state.stage = fact.stage;
    const current = this.open;
    // A finished machine stays at post-config. If first seen in that stage, there is nothing to report.
    if (!current && fact.stage === 'post-config') return;
    const isBoot = fact.stage === 'pre-config' && before !== null && current !== null && current.seen.length > 1;
    const operation = current && !isBoot ? current : this.begin(this.freshId(fact.atMs), 'hostos', fact.atMs);
    const setter = setBy[fact.stage];
    if (setter && operation.workflow === 'hostos' && !operation.seen.includes(setter)) this.deployed(operation, setter, fact);
    this.say(operation, fact, event(operation, `deploy_stage=${fact.stage}`, { text: `deploy_stage is ${fact.stage}` }));
    this.endIfComplete(operation, fact);
  }

  private takeLine(fact: Fact): void {
    const operation = this.open;
    const found = explainError(fact.text, { next: nextOf(operation, this.look.plan), isZ: this.state.isZ });
    if (!found) {
      if (operation && /\b(?:error|fail(?:ed|ure)?|fatal)\b/i.test(fact.text))
        this.say(operation, fact, { kind: 'text', text: fact.text.trim() });
      return;
    }
    const failing = operation ?? this.begin(this.plannedId() ?? this.freshId(fact.atMs), this.workflow(), fact.atMs);
    const bundle = failingBundle(failing, found.of);
    failing.failed = { bundle, text: fact.text.trim() };
    this.say(failing, fact, event(failing, bundle, { text: fact.text.trim(), error: true }));
    this.say(failing, fact, { kind: 'finding', ...found.finding });
    const pending = this.pendingAfter(failing);
    if (pending.length > 0)
      this.say(failing, fact, {
        kind: 'finding',
        rule: 'pending-skipped',
        text: `${bundle} failed, so ${pending.join(', ')} ${pending.length === 1 ? 'is' : 'are'} not deployed`,
        remedy: 'Fix the error, then deploy the failed bundle and all later bundles again.',
      });
  }

  private deployed(operation: Operation, bundle: Bundle, fact: Fact, version?: string): void {
    if (!operation.seen.includes(bundle)) operation.seen.push(bundle);
    if (operation.failed?.bundle === bundle) operation.failed = null;
    const text = version === undefined ? `${bundle} is deployed` : `${bundle} ${version} is deployed`;
    this.say(operation, fact, event(operation, bundle, { text, ...(version !== undefined && { version }) }));
  }

  private endIfComplete(operation: Operation, fact: Fact): void {
    if (operation.endedAtMs !== null || !isComplete(operation, this.look.plan)) return;
    operation.endedAtMs = fact.atMs;
    this.say(operation, fact, event(operation, 'all-deployed', { text: 'all bundles are deployed' }));
  }

  /** The running or failed deployment; null if there is none or it has completed. */
  private get open(): Operation | null {
    const { operation } = this.state;
    return operation && operation.endedAtMs === null ? operation : null;
  }

  private operationOf({ bundle, version, atMs }: Extract<Fact, { kind: 'bundle' }>): Operation {
    const { plan } = this.look;
    const { operation } = this.state;
    const plannedId = this.plannedId();
    if (
      plan &&
      plannedId !== null &&
      (isPlanned(plan, bundle, version) || (this.open?.planned && plan.planned.some((one) => one.bundle === bundle)))
    )
      return operation?.id === plannedId ? operation : this.begin(plannedId, this.workflow(), atMs);
    if (bundle === 'boot') return this.begin(`hostos:${this.node}@${version}`, 'hostos', atMs);
    if (this.open?.workflow === 'hostos' && (!this.open.seen.includes(bundle) || bundle === 'config')) return this.open;
    const isUnderWay = this.state.stage !== null && this.state.stage !== 'post-config';
    if (!operation && isUnderWay) return this.begin(this.freshId(atMs), 'hostos', atMs);
    return this.begin(`hostos:${this.node}:${bundle}@${version}`, 'hostos-upgrade', atMs);
  }

  private begin(id: string, workflow: Operation['workflow'], startedAtMs: number): Operation {
    const operation: Operation = { id, workflow, planned: id === this.plannedId(), seen: [], failed: null, startedAtMs, endedAtMs: null };
    this.state.operation = operation;
    return operation;
  }

  private plannedId(): string | null {
    return this.look.plan && deploymentIdOf(this.look.plan);
  }

  private workflow(): Operation['workflow'] {
    return this.look.plan && !isFresh(this.look.plan) ? 'hostos-upgrade' : 'hostos';
  }

  /** Id of a fresh installation that is in no manifest and whose version is not known yet. */
  private freshId(atMs: number): string {
    const planned = this.look.plan && isFresh(this.look.plan) ? this.plannedId() : null;
    return planned ?? `hostos:${this.node}@${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  }

  private pendingAfter(operation: Operation): Bundle[] {
    const wanted = wantedBy(operation, this.look.plan);
    return wanted.filter((bundle) => bundle !== operation.failed?.bundle && !operation.seen.includes(bundle));
  }

  private say({ id }: Operation, { text, file, line, atMs }: Fact, sight: Sight): void {
    const { source, receivedAtMs } = this.look;
    const evidence = { source, line, offset: null, text: `${file}: ${text}` };
    this.observations.push({ sight, who: { host: this.node }, deployment: id, observedAtMs: atMs, receivedAtMs, evidence });
  }
}

function notPlanned({ planned }: Manifest, bundle: Bundle, version: string): Sight {
  const tag = planned.find((one) => one.bundle === bundle)?.tag;
  const text = `${bundle} ${version} was deployed, but the manifest lists ${tag}`;
  return {
    kind: 'finding',
    rule: 'other-version',
    text,
    remedy: 'Check whether another manifest was deployed in the meantime, then deploy this one again.',
  };
}

function event({ workflow }: Operation, name: string, rest: { text: string; error?: boolean; version?: string }): Sight {
  return { kind: 'event', name: `${workflow}/${name}`, phase: 'finish', error: false, part: null, ...rest };
}
