// Follows one strategy from poll to poll: its report, and the changes of its subclouds. Used for both the API and text. Its memory is plain data,
// so that it can resume after a restart.
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

/** Facts other than the strategy, and their time. */
export interface Known extends OtherFacts {
  subclouds: readonly SubcloudFacts[];
  /** Time of the poll, and our clock. Epoch milliseconds. */
  atMs: number;
  receivedAtMs: number;
  /** How far the system controller's clock is ahead of the clock of `atMs`. */
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
  /** The last report, to detect changes. */
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

  /** Whether `found` is this strategy. There is one at a time; its type and creation time do not change. */
  isOf(found: StrategyFacts | null): boolean {
    return found !== null && deploymentIdOf(found) === deploymentIdOf(this.facts);
  }

  /** Updates the strategy's own facts. */
  see(facts: StrategyFacts): void {
    this.facts = { ...facts, createdAtMs: this.createdAtMs, arguments: { ...this.facts.arguments, ...facts.arguments } };
  }

  /** `steps`: all or some of the steps, as currently shown. */
  take(steps: readonly SeenStep[], known: Known): Reading {
    // Batches that are already known take precedence.
    this.batches = new Map([...batchesOf(steps.map(({ step }) => step)), ...this.batches]);
    const observations = this.changes.take(steps, this.lookOf(known));
    return newReading(known.atMs, observations, this.reportOf(known, false));
  }

  /** The strategy was deleted. Its running steps have ended; the current state of their subclouds shows the outcome. */
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
    const text = `The strategy was deleted, and the outcome for this subcloud is unknown; its last state was ${state}`;
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
