// Tries of a macro step: a deployer retries it, or uses another implementation. A failed try does not fail the run while tries are left. Pure.
import type { Attempt } from '../vocabulary.ts';
import { isOutsideOrder, type Stage, type Workflow } from '../workflow/workflow.ts';
import type { Observed, RunContext, Try } from './run-state.ts';

/** More tries than any deployer is configured to make; an endless loop keeps the newest. */
const triesKept = 50;

/** The run that `event` applies to: if it starts another try of a step, the earlier records of the step's stages are removed. */
export function enterTry(workflow: Workflow, context: RunContext, event: Observed): RunContext {
  const at = workflow.index.get(event.stage.name) ?? -1;
  const stage = workflow.stages[at];
  if (stage?.step === undefined || isOutsideOrder(stage)) return context;
  const tries = context.tries ?? [];
  const last = tries.findLast(({ step }) => step === stage.step);
  if (!last) return { ...context, tries: [...tries, beginTry(stage.step, 1, event)] };
  if (!isAnother(workflow, context, { last, event, at }))
    return { ...context, tries: tries.map((t) => (t === last ? heard(t, event) : t)) };
  const closed = tries.map((t) => (t === last ? { ...t, endedAtMs: t.endedAtMs ?? event.atMs } : t));
  return {
    ...withoutStep(workflow, context, stage.step),
    tries: [...closed, beginTry(stage.step, last.number + 1, event)].slice(-triesKept),
  };
}

/** Number of tries of all steps: a change means that another try started. */
export function triesMade({ tries }: RunContext): number {
  return tries?.reduce((sum, { number }) => sum + number, 0) ?? 0;
}

/** Ends the try of `stage` if it failed, and the tries of other steps, which `stage` shows to be over. */
export function markTries(
  tries: readonly Try[],
  stage: Stage,
  { error, message, atMs }: Pick<Observed, 'error' | 'message' | 'atMs'>,
): Try[] {
  const last = tries.findLast(({ step }) => step === stage.step);
  return tries.map((t) => {
    if (t === last) return error ? { ...t, failed: message ?? 'failed', endedAtMs: atMs } : t;
    return error || t.endedAtMs !== null ? t : { ...t, endedAtMs: atMs };
  });
}

/** Whether the step of a failed stage may be retried: by the deployer's setting, or the workflow's. Default: yes. */
export function mayTryAgain(workflow: Workflow, context: RunContext, event: Observed): boolean {
  const stage = workflow.stages[workflow.index.get(event.stage.name) ?? -1];
  if (stage?.step === undefined || event.whole) return false;
  const last = context.tries?.findLast(({ step }) => step === stage.step);
  const allowed = last?.allowed ?? workflow.steps.find(({ name }) => name === stage.step)?.tries ?? null;
  return allowed === null || (last?.number ?? 1) < allowed;
}

/** Deadline of the current try of the step of `stage`, or of the next try after a failed one: epoch milliseconds; null if no limit is known. */
export function tryDeadlineMs(workflow: Workflow, context: RunContext, stage: Stage | undefined): number | null {
  if (stage?.step === undefined || stage.limitSeconds !== undefined) return null;
  const last = context.tries?.findLast(({ step }) => step === stage.step);
  const limitSeconds = last?.limitSeconds ?? workflow.steps.find(({ name }) => name === stage.step)?.limitSeconds ?? null;
  if (!last || limitSeconds === null) return null;
  return (last.failed === null ? last.startedAtMs : (last.endedAtMs ?? last.startedAtMs)) + limitSeconds * 1000;
}

/** Whether it is another try: another implementation, after a failure, or from an earlier stage of the step. */
function isAnother(workflow: Workflow, context: RunContext, { last, event, at }: { last: Try; event: Observed; at: number }): boolean {
  const implementation = event.attempt?.implementation ?? null;
  if (implementation !== null && last.implementation !== null && implementation !== last.implementation) return true;
  if (event.error) return false;
  if (last.failed !== null) return event.atMs >= (last.endedAtMs ?? 0);
  const furthest = workflow.stages[context.furthest];
  const own = context.records[workflow.stages[at]?.name ?? ''];
  const reachedMs = furthest && context.records[furthest.name]?.atMs;
  return furthest?.step === last.step && at < context.furthest && own?.status === 'done' && event.atMs > (reachedMs ?? Infinity);
}

function beginTry(step: string, number: number, { attempt, atMs }: Observed): Try {
  const { implementation = null, allowed = null, limitSeconds = null }: Partial<Attempt> = attempt ?? {};
  return { step, implementation, number, startedAtMs: atMs, endedAtMs: null, failed: null, allowed, limitSeconds };
}

function heard(known: Try, { attempt }: Observed): Try {
  if (!attempt) return known;
  return {
    ...known,
    implementation: known.implementation ?? attempt.implementation,
    allowed: attempt.allowed ?? known.allowed,
    limitSeconds: attempt.limitSeconds ?? known.limitSeconds,
  };
}

/** Late and timed-out stages are cleared: the clock restarts with the try. */
function withoutStep({ stages }: Workflow, context: RunContext, step: string): RunContext {
  const first = stages.findIndex((stage) => stage.step === step);
  const inStep = new Set(stages.filter((stage) => stage.step === step).map(({ name }) => name));
  const records = Object.fromEntries(Object.entries(context.records).filter(([name, { count }]) => !inStep.has(name) && count > 0));
  const furthest = stages.findLastIndex((stage, i) => i < first && records[stage.name]?.status === 'done' && !isOutsideOrder(stage));
  return { ...context, records, furthest, healsFrom: first, isWhole: false, deadlineMs: null, failsMs: null };
}
