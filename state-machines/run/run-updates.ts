// The actions of a run's state machine: how each changes the context. Pure.
import { limitText } from '../vocabulary/duration.ts';
import { clockFrom, extended, limitsAt, nextClock, nextStageIndex } from './run-clock.ts';
import type { MachineEvent, Observed, RunContext } from './run-state.ts';
import { enterTry, markTries } from './tries.ts';
import type { Evidence, StageRecord } from '../vocabulary.ts';
import { isOutsideOrder, type Stage, type Workflow } from '../workflow/workflow.ts';

/** Number of first lines and of last lines kept per stage: the proof, and the latest. */
export const evidenceKept = { first: 1, last: 3 };

/** The context after an event. */
export type Update = (context: RunContext, event: MachineEvent) => RunContext;

function ofObserved(update: (context: RunContext, event: Observed) => RunContext): Update {
  return (context, event) => (event.type === 'OBSERVED' ? update(context, event) : context);
}

/** By action name. */
export function updatesOf(workflow: Workflow) {
  return {
    record: ofObserved((context, event) => recordObserved(workflow, entered(workflow, context, event), event)),
    recordStep: ofObserved((context, event) => dropLate(recordObserved(workflow, entered(workflow, context, event), event))),
    stopClock: (context) => ({ ...context, deadlineMs: null, failsMs: null }),
    stopLimit: (context) => ({ ...context, deadlineMs: null }),
    setHealing: ofObserved((context, event) => ({ ...context, ...healing(workflow, event) })),
    // The furthest of several errors must be cleared: a DHCP lease obtained at last does not fix a missing profile.
    raiseHealing: ofObserved((context, event) =>
      healsFrom(workflow, event.stage.name) > context.healsFrom ? { ...context, ...healing(workflow, event) } : context,
    ),
    failWhole: (context) => ({ ...context, healsFrom: Math.max(context.healsFrom, context.furthest), isWhole: true }),
    // The success that cleared the error is the latest: the next stage's limit counts from there.
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

/** If the event starts another try of a step, it is applied to the run as it was before that step. */
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

/** For a failed stage, counts its failures, not its earlier successes. A failure of the whole install at that stage is not counted again. */
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
  // A list made by spreading another reserves room for sixteen more items, which is wasted: most stages have one line.
  return [...left, added].slice();
}

/** After a success further on, or a reset deadline, a late stage is no longer late. */
function dropLate(context: RunContext): RunContext {
  const records = withoutUnseen(context.records);
  return records === context.records ? context : { ...context, records };
}

/** A stage is no longer late or timed out once a later stage was reached or its deadline was reset. */
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

/** Any stage after the furthest one clears it: it proves that the installer continues. */
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
