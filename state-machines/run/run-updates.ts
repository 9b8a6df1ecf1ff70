// What the actions of a run's machine change in its context. Pure.
import { limitText } from '../vocabulary/duration.ts';
import { clockFrom, extended, limitsAt, nextClock, nextStageIndex } from './run-clock.ts';
import type { MachineEvent, Observed, RunContext } from './run-state.ts';
import { enterTry, markTries } from './tries.ts';
import type { Evidence, StageRecord } from '../vocabulary.ts';
import { isOutsideOrder, type Stage, type Workflow } from '../workflow/workflow.ts';

/** First lines kept of each stage, and last lines kept beside them: what proves it, and what came last. */
export const evidenceKept = { first: 1, last: 3 };

/** The context as an event leaves it. */
export type Update = (context: RunContext, event: MachineEvent) => RunContext;

function ofObserved(update: (context: RunContext, event: Observed) => RunContext): Update {
  return (context, event) => (event.type === 'OBSERVED' ? update(context, event) : context);
}

/** By the names of the machine's actions. */
export function updatesOf(workflow: Workflow) {
  return {
    record: ofObserved((context, event) => recordObserved(workflow, entered(workflow, context, event), event)),
    recordStep: ofObserved((context, event) => dropLate(recordObserved(workflow, entered(workflow, context, event), event))),
    stopClock: (context) => ({ ...context, deadlineMs: null, failsMs: null }),
    stopLimit: (context) => ({ ...context, deadlineMs: null }),
    setHealing: ofObserved((context, event) => ({ ...context, ...healing(workflow, event) })),
    // Of several errors the one furthest on must be made up for: an address that is given at last makes no profile appear.
    raiseHealing: ofObserved((context, event) =>
      healsFrom(workflow, event.stage.name) > context.healsFrom ? { ...context, ...healing(workflow, event) } : context,
    ),
    failWhole: (context) => ({ ...context, healsFrom: Math.max(context.healsFrom, context.furthest), isWhole: true }),
    // What made up for an error is the last success: the next stage has its time from there.
    restartClock: ofObserved((context, event) => ({ ...context, ...clockFrom(workflow, context, event.atMs) })),
    extend: (context, event) => (event.type === 'EXTENDED' ? { ...context, ...extended(context, event) } : context),
    dropLate,
    recordLate: (context) => ({ ...context, ...recordLate(workflow.stages, context) }),
    recordGivenUp: (context) => ({ ...context, ...recordGivenUp(workflow.stages, context) }),
    end: (context, event) => ({
      ...context,
      deadlineMs: null,
      failsMs: null,
      endedAtMs: event.type === 'LIMIT_PASSED' ? event.nowMs : event.atMs,
    }),
  } satisfies Record<string, Update>;
}

/** Where the event begins another try of a step, it finds the run as it was before that step. */
export function entered(workflow: Workflow, context: RunContext, event: Observed): RunContext {
  return workflow.steps.length > 0 ? enterTry(workflow, context, event) : context;
}

function healing(workflow: Workflow, { stage, whole = false }: Observed): Pick<RunContext, 'healsFrom' | 'isWhole'> {
  return { healsFrom: healsFrom(workflow, stage.name), isWhole: whole };
}

function healsFrom(workflow: Workflow, stage: string): number {
  const index = workflow.index.get(stage) ?? 0;
  const healer = workflow.stages[index]?.healedBy;
  return (healer === undefined ? undefined : workflow.index.get(healer)) ?? index;
}

function recordObserved(workflow: Workflow, context: RunContext, event: Observed): RunContext {
  const at = workflow.index.get(event.stage.name) ?? -1;
  const stage = workflow.stages[at];
  if (!stage) return context;
  const error = event.error || stage.healedBy !== undefined;
  const heard: RunContext = {
    ...context,
    records: { ...context.records, [stage.name]: nextRecord(context.records[stage.name], event, error) },
    lastHeardMs: Math.max(context.lastHeardMs, event.atMs),
  };
  if (context.tries) heard.tries = markTries(context.tries, stage, { ...event, error });
  if (error || isOutsideOrder(stage) || at <= context.furthest) return heard;
  heard.furthest = at;
  return Object.assign(heard, nextClock(workflow, heard, event.atMs));
}

/** Of one that is not well it is how often it failed, not how often it came before; that all has failed with it is no other failure. */
function countOf(seen: StageRecord | undefined, { whole = false }: Observed, error: boolean): number {
  if (!seen || (error && seen.status === 'done')) return 1;
  return whole && seen.status === 'failed' ? seen.count : seen.count + 1;
}

function nextRecord(old: StageRecord | undefined, event: Observed, error: boolean): StageRecord {
  const seen = old !== undefined && old.count > 0 ? old : undefined;
  return {
    status: error ? 'failed' : 'done',
    atMs: Math.min(seen?.atMs ?? event.atMs, event.atMs),
    lastAtMs: Math.max(seen?.lastAtMs ?? event.atMs, event.atMs),
    count: countOf(seen, event, error),
    message: error ? event.message : (event.message ?? null),
    evidence: withEvidence(seen?.evidence ?? [], event.evidence),
  };
}

function withEvidence(kept: readonly Evidence[], added: Evidence | null): Evidence[] {
  if (!added) return [...kept];
  const left = kept.length < evidenceKept.first + evidenceKept.last ? kept : kept.toSpliced(evidenceKept.first, 1);
  // A list that is made by spreading another has room for sixteen more, which nobody needs; most stages have one line.
  return [...left, added].slice();
}

/** A success further on, or a time that was set anew: whoever was late is not any more. */
function dropLate(context: RunContext): RunContext {
  const records = withoutUnseen(context.records);
  return records === context.records ? context : { ...context, records };
}

/** A stage that was late, or given up, is neither once a later one has passed over it or its time was set anew. */
export function withoutUnseen(records: Readonly<Record<string, StageRecord>>): Readonly<Record<string, StageRecord>> {
  if (Object.values(records).every(({ count }) => count > 0)) return records;
  return Object.fromEntries(Object.entries(records).filter(([, { count }]) => count > 0));
}

function recordLate(stages: readonly Stage[], context: RunContext): Partial<RunContext> {
  const stage = stages[nextStageIndex(stages, context.furthest)];
  if (!stage || context.deadlineMs === null) return {};
  const record: StageRecord = {
    status: 'late',
    atMs: context.deadlineMs,
    lastAtMs: context.deadlineMs,
    count: 0,
    message: `${stage.name} Installation Stage Timeout`,
    evidence: [],
  };
  return { records: { ...context.records, [stage.name]: record } };
}

/** What comes after the furthest stage makes up for it: it proves that the installer goes on. */
function recordGivenUp(stages: readonly Stage[], context: RunContext): Partial<RunContext> {
  const stage = stages[nextStageIndex(stages, context.furthest)];
  const { failsMs } = context;
  if (!stage || failsMs === null || failsMs === undefined) return {};
  const reached = stages[context.furthest];
  const { failAfterSeconds = 0 } = limitsAt(stages, context.furthest);
  const message = `has not come within ${limitText(failAfterSeconds * 1000)} of ${reached?.name ?? 'the start'}: the install is given up`;
  const record: StageRecord = { status: 'failed', atMs: failsMs, lastAtMs: failsMs, count: 0, message, evidence: [] };
  return { records: { ...context.records, [stage.name]: record }, healsFrom: context.furthest + 1, isWhole: false };
}
