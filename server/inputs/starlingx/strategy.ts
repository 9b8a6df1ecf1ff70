// One strategy, followed from look to look, whoever looks: its report, and what has changed for its subclouds. What it remembers is plain data,
// so that it can go on after a restart.
import * as z from 'zod';
import type { DeploymentReport } from '../../../state-machines/deployment/deployment.ts';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import { batchesOf } from './batches.ts';
import type { StepFacts, StrategyFacts, SubcloudFacts } from './facts.ts';
import { outcomeOf } from './outcome.ts';
import { prerequisitesOf, type OtherFacts } from './prerequisites.ts';
import { deploymentIdOf, reportOf } from './report.ts';
import { isRunning } from './states.ts';
import { StepChanges, type SeenStep } from './steps.ts';
import type { SeenSubcloud } from './subclouds.ts';

/** What is known beside the strategy, and when. */
export interface Known extends OtherFacts {
  subclouds: readonly SubcloudFacts[];
  /** Time of the look, and our clock. Epoch milliseconds. */
  atMs: number;
  receivedAtMs: number;
  /** By how much the system controller's clock is ahead of the one that `atMs` is of. */
  aheadMs: number;
}

const maybe = z.string().nullable();
const maybeMs = z.number().nullable();
const factsSchema = z.object({
  type: z.string(),
  applyType: maybe,
  atOnce: maybe,
  stopOnFailure: maybe,
  state: z.string(),
  createdAtMs: maybeMs,
  updatedAtMs: maybeMs,
  arguments: z.record(z.string(), z.string()),
});
const stepSchema = z.object({
  cloud: z.string(),
  stage: maybe,
  state: z.string(),
  details: maybe,
  startedAtMs: maybeMs,
  finishedAtMs: maybeMs,
});
export const strategyMemorySchema = z.object({
  facts: factsSchema,
  steps: z.record(z.string(), z.object({ step: stepSchema, ran: maybe })),
  batches: z.record(z.string(), z.string()),
});
export type StrategyMemory = z.infer<typeof strategyMemorySchema>;

export class StrategyFollower {
  private facts: StrategyFacts;
  private readonly changes: StepChanges;
  private batches: ReadonlyMap<string, string>;
  /** The last report, to tell whether something has changed. */
  private reported = '';

  constructor(facts: StrategyFacts, { steps, batches }: Pick<StrategyMemory, 'steps' | 'batches'> = { steps: {}, batches: {} }) {
    this.facts = facts;
    this.changes = new StepChanges(steps);
    this.batches = new Map(Object.entries(batches));
  }

  static from(memory: StrategyMemory): StrategyFollower {
    return new StrategyFollower(memory.facts, memory);
  }

  get memory(): StrategyMemory {
    return { facts: this.facts, steps: this.changes.memory, batches: Object.fromEntries(this.batches) };
  }

  get type(): string {
    return this.facts.type;
  }

  get state(): string {
    return this.facts.state;
  }

  get createdAtMs(): number | null {
    return this.facts.createdAtMs;
  }

  get steps(): StepFacts[] {
    return this.changes.steps;
  }

  /** Whether `found` is this strategy: there is one at a time, and it keeps its type and its time of creation. */
  isOf(found: StrategyFacts | null): boolean {
    return found !== null && deploymentIdOf(found) === deploymentIdOf(this.facts);
  }

  /** What is said of the strategy itself now. */
  see(facts: StrategyFacts): void {
    this.facts = { ...facts, createdAtMs: this.createdAtMs, arguments: { ...this.facts.arguments, ...facts.arguments } };
  }

  /** `steps` are those that are shown now, all or some of them. */
  take(steps: readonly SeenStep[], known: Known): Reading {
    // Of a strategy whose batches are known none has a place for them any more.
    this.batches = new Map([...batchesOf(steps.map(({ step }) => step)), ...this.batches]);
    const observations = this.changes.take(steps, this.lookOf(known));
    return newReading(known.atMs, observations, this.reportOf(known, false));
  }

  /** It was deleted. Those that were on the way are over, and what their subclouds are now tells how that ended. */
  finish(subclouds: readonly SeenSubcloud[], known: Known): Reading {
    const byName = new Map(subclouds.map((seen) => [seen.subcloud.name, seen]));
    const ended: SeenStep[] = [];
    const lost: Observation[] = [];
    for (const step of this.steps.filter(isRunning)) {
      const seen = byName.get(step.cloud);
      const outcome = seen && outcomeOf(this.type, seen.subcloud);
      if (outcome) ended.push({ step: { ...step, ...outcome, finishedAtMs: known.atMs + known.aheadMs }, evidence: seen.evidence });
      else lost.push(this.lostOf(step, known, seen?.evidence));
    }
    return newReading(known.atMs, [...this.changes.take(ended, this.lookOf(known)), ...lost], this.reportOf(known, true));
  }

  private lookOf({ atMs, receivedAtMs, aheadMs }: Known) {
    return { deployment: deploymentIdOf(this.facts), type: this.type, atMs, receivedAtMs, aheadMs };
  }

  private reportOf(known: Known, gone: boolean): DeploymentReport | undefined {
    const { facts: strategy, steps, batches } = this;
    const prerequisites = prerequisitesOf({ ...known, strategy, steps });
    const report = reportOf({ strategy, steps, batches, prerequisites, atMs: known.atMs, aheadMs: known.aheadMs, gone });
    const reported = JSON.stringify({ ...report, reportedAt: '' });
    if (reported === this.reported) return undefined;
    this.reported = reported;
    return report;
  }

  private lostOf({ cloud, state }: StepFacts, { atMs, receivedAtMs }: Known, evidence: Observation['evidence'] | undefined): Observation {
    const text = `The strategy was deleted, and nothing tells how this subcloud ended; it was seen last in ${state}`;
    const name = `starlingx/${this.type}/deleted`.slice(0, 200);
    return {
      sight: { kind: 'event', name, phase: 'finish', error: false, part: 'abandoned', text },
      who: { host: cloud },
      deployment: deploymentIdOf(this.facts),
      observedAtMs: atMs,
      receivedAtMs,
      evidence: evidence ?? { source: 'dcmanager', line: null, offset: null, text },
    };
  }
}
