// One run as an xstate machine built from a workflow. Its states are the run's statuses; what happened to each stage is its context.
// Pure: no I/O, no clock, no `after` timers (they are lost when a snapshot is restored). Limits are deadlines in the context, and
// whoever owns the clock sends LIMIT_PASSED.
import { assign, setup, type SnapshotFrom } from 'xstate';
import { limitText } from './duration.ts';
import { enterTry, markTries, mayTryAgain, tryDeadlineMs, type Try } from './tries.ts';
import type { Attempt, Evidence, RunStatus, StageRecord } from './vocabulary.ts';
import { isOutsideOrder, type Stage, type Workflow } from './workflow.ts';

/** First lines kept of each stage, and last lines kept beside them: what proves it, and what came last. */
export const evidenceKept = { first: 1, last: 3 };

export interface Observed {
  type: 'OBSERVED';
  /** The stage's name, as in the workflow. */
  stage: string;
  error: boolean;
  message: string | null;
  atMs: number;
  evidence: Evidence | null;
  /** Of an error: the install as a whole has failed at this stage. */
  whole?: boolean | undefined;
  attempt?: Attempt | undefined;
}
/** ALL_FAILED: what has failed already, the install has with it. CLOSED and EXTENDED: a person ends the run, or gives its next stage more time. */
export type RunEvent =
  | Observed
  | { type: 'LIMIT_PASSED'; nowMs: number }
  | { type: 'SUPERSEDED'; atMs: number }
  | { type: 'ALL_FAILED'; atMs: number }
  | { type: 'CLOSED'; atMs: number; as: 'abandoned' | 'installed' }
  | { type: 'EXTENDED'; atMs: number; seconds: number };

export interface RunContext {
  /** By the stage's name; a stage that was never seen has none. */
  records: Readonly<Record<string, StageRecord>>;
  /** Index of the furthest stage in the order that was reached, -1 for none. */
  furthest: number;
  /** When the next stage must have come, epoch milliseconds; null while no limit runs. */
  deadlineMs: number | null;
  /** When the run has failed without the next stage; null for never. Missing in what an earlier version saved. */
  failsMs?: number | null;
  /** Index from which on a success makes up for the errors since the run was last well. */
  healsFrom: number;
  /** Whether the install as a whole failed there, and only a later stage makes up for it. */
  isWhole?: boolean;
  lastHeardMs: number;
  endedAtMs: number | null;
  /** Tries of macro steps, oldest first. */
  tries?: readonly Try[];
}

const noRecords: RunContext = { records: {}, furthest: -1, deadlineMs: null, failsMs: null, healsFrom: 0, lastHeardMs: 0, endedAtMs: null };

/** The machine for one run of `workflow`. Build it once per workflow; runs are snapshots of it. */
export function createRunMachine(workflow: Workflow) {
  const indexOf = (event: RunEvent): number => (event.type === 'OBSERVED' ? (workflow.index.get(event.stage) ?? -1) : -1);
  const stageOf = (event: RunEvent): Stage | undefined => workflow.stages[indexOf(event)];
  const succeeds = (event: RunEvent): boolean => event.type === 'OBSERVED' && !event.error && stageOf(event)?.healedBy === undefined;
  // Where the event begins another try of a step, it finds the run as it was before that step.
  const entered = (context: RunContext, event: RunEvent): RunContext =>
    event.type === 'OBSERVED' && workflow.steps.length > 0 ? enterTry(workflow, context, event) : context;
  const isAhead = (context: RunContext, event: RunEvent): boolean => {
    const stage = stageOf(event);
    return stage !== undefined && !isOutsideOrder(stage) && indexOf(event) > entered(context, event).furthest;
  };

  return setup({
    types: { context: {} as RunContext, events: {} as RunEvent },
    guards: {
      isUnknown: ({ event }) => stageOf(event) === undefined,
      isEnd: ({ event }) => succeeds(event) && stageOf(event)?.role === 'end',
      isUnmendedDisk: ({ context, event }) => stageOf(event)?.role === 'disk-boot' && failedBeforeHandover(workflow, context),
      isUnmendedEnd: ({ context, event }) => succeeds(event) && stageOf(event)?.role === 'end' && failedBeforeHandover(workflow, context),
      isWait: ({ event }) => stageOf(event)?.role === 'waiting',
      isStall: ({ event }) => stageOf(event)?.role === 'stalled',
      isHeld: ({ event }) => succeeds(event) && stageOf(event)?.role === 'held',
      isTried: ({ context, event }) =>
        event.type === 'OBSERVED' && !succeeds(event) && mayTryAgain(workflow, entered(context, event), event),
      isError: ({ event }) => !succeeds(event),
      isProgress: ({ context, event }) => succeeds(event) && isAhead(context, event),
      isBeforeLate: ({ context, event }) =>
        succeeds(event) && isAhead(context, event) && leavesLate(workflow.stages, context, indexOf(event)),
      isStep: ({ context, event }) => succeeds(event) && isAhead(context, event) && stageOf(event)?.role !== 'end',
      // More of what it was at, since it stalled: somebody has answered.
      isGoingOn: ({ context, event }) =>
        event.type === 'OBSERVED' && succeeds(event) && indexOf(event) === context.furthest && event.atMs > stalledAtMs(workflow, context),
      isRecovery: ({ context, event }) => succeeds(event) && makesUp(entered(context, event), indexOf(event)),
      // What was under way when the install failed.
      isLeftover: ({ context, event }) => succeeds(event) && indexOf(event) === context.healsFrom,
      isReadLate: ({ context, event }) => {
        const stage = stageOf(event);
        if (!stage || !succeeds(event) || event.type !== 'OBSERVED' || isOutsideOrder(stage)) return false;
        return event.atMs <= (context.endedAtMs ?? -Infinity) && context.records[stage.name] === undefined;
      },
      hasDeadline: ({ context }) => context.deadlineMs !== null,
      isClosedInstalled: ({ event }) => event.type === 'CLOSED' && event.as === 'installed',
      isDue: ({ context, event }) => event.type === 'LIMIT_PASSED' && hasPassed(context.deadlineMs, event.nowMs),
      isOverdue: ({ context, event }) => event.type === 'LIMIT_PASSED' && hasPassed(context.failsMs, event.nowMs),
    },
    actions: {
      record: assign(({ context, event }) => (event.type === 'OBSERVED' ? recordObserved(workflow, entered(context, event), event) : {})),
      recordStep: assign(({ context, event }) => (event.type === 'OBSERVED' ? recordStep(workflow, entered(context, event), event) : {})),
      stopClock: assign({ deadlineMs: null, failsMs: null }),
      stopLimit: assign({ deadlineMs: null }),
      setHealing: assign(({ event }) => (event.type === 'OBSERVED' ? healing(workflow, event) : {})),
      // Of several errors the one furthest on must be made up for: an address that is given at last makes no profile appear.
      raiseHealing: assign(({ context, event }) =>
        event.type === 'OBSERVED' && healsFrom(workflow, event.stage) > context.healsFrom ? healing(workflow, event) : {},
      ),
      failWhole: assign(({ context }) => ({ healsFrom: Math.max(context.healsFrom, context.furthest), isWhole: true })),
      // What made up for an error is the last success: the next stage has its time from there.
      restartClock: assign(({ context, event }) => (event.type === 'OBSERVED' ? clockFrom(workflow, context, event.atMs) : {})),
      extend: assign(({ context, event }) => (event.type === 'EXTENDED' ? extended(context, event) : {})),
      dropLate: assign(({ context }) => ({ records: withoutUnseen(context.records) })),
      recordLate: assign(({ context }) => recordLate(workflow.stages, context)),
      recordGivenUp: assign(({ context }) => recordGivenUp(workflow.stages, context)),
      end: assign(({ event }) => ({
        deadlineMs: null,
        failsMs: null,
        endedAtMs: event.type === 'LIMIT_PASSED' ? event.nowMs : event.atMs,
      })),
    },
  }).createMachine({
    id: workflow.name,
    context: noRecords,
    initial: 'installing',
    on: {
      SUPERSEDED: { target: '.abandoned', actions: 'end' },
      CLOSED: [
        { guard: 'isClosedInstalled', target: '.installed', actions: ['dropLate', 'end'] },
        { target: '.abandoned', actions: 'end' },
      ],
      OBSERVED: [
        { guard: 'isUnknown' },
        { guard: 'isEnd', target: '.installed', actions: ['record', 'dropLate', 'end'] },
        { guard: 'isWait', target: '.waiting', actions: ['record', 'stopClock'] },
        { guard: 'isStall', target: '.stalled', actions: ['record', 'stopClock'] },
        { guard: 'isHeld', target: '.waiting', actions: ['record', 'end'] },
        { guard: 'isTried', target: '.installing', actions: ['record', 'restartClock', 'dropLate'] },
        { guard: 'isError', target: '.failed', actions: ['record', 'setHealing'] },
        { guard: 'isProgress', target: '.installing', actions: ['record', 'dropLate'] },
        { actions: 'record' },
      ],
    },
    states: {
      installing: {
        on: {
          // What comes most of all: nothing is left and entered for it.
          OBSERVED: { guard: 'isStep', actions: 'recordStep' },
          LIMIT_PASSED: [
            { guard: 'isDue', target: 'late', actions: ['recordLate', 'stopLimit'] },
            { guard: 'isOverdue', target: 'failed', actions: ['recordGivenUp', 'stopClock'] },
          ],
          EXTENDED: { guard: 'hasDeadline', actions: 'extend' },
        },
      },
      // A step of the way that has no limit of its own leaves the run late while the stage that must come has not come.
      late: {
        on: {
          OBSERVED: { guard: 'isBeforeLate', actions: ['record', 'stopLimit'] },
          LIMIT_PASSED: { guard: 'isOverdue', target: 'failed', actions: ['recordGivenUp', 'stopClock'] },
          EXTENDED: { target: 'installing', actions: ['extend', 'dropLate'] },
        },
      },
      waiting: {},
      stalled: { on: { OBSERVED: { guard: 'isGoingOn', target: 'installing', actions: ['record', 'restartClock'] } } },
      failed: {
        on: {
          SUPERSEDED: { actions: 'end', target: 'failed' },
          ALL_FAILED: { actions: 'failWhole' },
          OBSERVED: [
            { guard: 'isUnknown' },
            // What boots from that disk, and is online, is the system of before.
            { guard: 'isUnmendedDisk', actions: 'record' },
            { guard: 'isUnmendedEnd', actions: ['record', 'end'] },
            { guard: 'isEnd', target: 'installed', actions: ['record', 'dropLate', 'end'] },
            { guard: 'isWait', target: 'waiting', actions: ['record', 'stopClock'] },
            { guard: 'isStall', target: 'stalled', actions: ['record', 'stopClock'] },
            { guard: 'isHeld', target: 'waiting', actions: ['record', 'end'] },
            { guard: 'isError', actions: ['record', 'raiseHealing'] },
            { guard: 'isRecovery', target: 'installing', actions: ['record', 'restartClock', 'dropLate'] },
            { guard: 'isLeftover' },
            { actions: 'record' },
          ],
        },
      },
      // What comes after the end (an optional last stage) is noted, as is what came before it and is read only now; both change nothing else.
      installed: {
        on: {
          SUPERSEDED: {},
          CLOSED: {},
          OBSERVED: [{ guard: 'isProgress', actions: ['record', 'stopClock'] }, { guard: 'isReadLate', actions: 'record' }, {}],
        },
      },
      abandoned: { on: { SUPERSEDED: {}, CLOSED: {}, OBSERVED: {} } },
    },
  });
}

export type RunMachine = ReturnType<typeof createRunMachine>;
export type RunSnapshot = SnapshotFrom<RunMachine>;

const machines = new WeakMap<Workflow, RunMachine>();

/** The machine of a workflow, made once. */
export function machineOf(workflow: Workflow): RunMachine {
  const machine = machines.get(workflow) ?? createRunMachine(workflow);
  machines.set(workflow, machine);
  return machine;
}

/** Status of a run from its machine's snapshot. */
export function runStatus(snapshot: RunSnapshot): RunStatus {
  return snapshot.value;
}

/** Index of the stage that must come next, -1 when none must. */
export function nextStageIndex(stages: readonly Stage[], furthest: number): number {
  return stages.findIndex((stage, i) => i > furthest && !stage.optional && stage.healedBy === undefined && !isOutsideOrder(stage));
}

export interface Move {
  to: Workflow;
  /** Left out where it is not known any more: what a store kept. */
  from?: Workflow | undefined;
  /** Name of the furthest stage reached, where it is known. */
  reached?: string | undefined;
}

/** The same run under another workflow: what is recorded keeps its place by its stages' names, and a clock that runs goes by the new limits. */
export function moveSnapshot({ value, context }: Pick<RunSnapshot, 'value' | 'context'>, { to, from, reached }: Move): RunSnapshot {
  const { records } = context;
  const last = to.stages.findLastIndex((stage) => records[stage.name]?.status === 'done' && !isOutsideOrder(stage));
  const furthest = (reached === undefined ? undefined : to.index.get(reached)) ?? last;
  const moved = { ...context, furthest, healsFrom: from ? movedIndex(from, to, context.healsFrom) : context.healsFrom };
  const state = from?.name === to.name ? underNewLimits({ value, context: moved }, from, to) : { value, context: moved };
  return machineOf(to).resolveState(state);
}

/** The same place in another workflow: that stage, or the next one after it that is there too. */
function movedIndex(from: Workflow, to: Workflow, at: number): number {
  const known = from.stages.slice(at).find(({ name }) => to.index.has(name));
  return (known && to.index.get(known.name)) ?? 0;
}

/** The clock runs on, as much longer or shorter as the limit has become. A run that is no longer late goes on. */
function underNewLimits({ value, context }: Pick<RunSnapshot, 'value' | 'context'>, from: Workflow, to: Workflow) {
  if ((value !== 'installing' && value !== 'late') || context.furthest < 0) return { value, context };
  // The limit of a try is the deployer's, not the workflow's.
  if (tryDeadlineMs(to, context, to.stages[context.furthest]) !== null) return { value, context };
  const late = Object.values(context.records).find(({ status }) => status === 'late');
  const startedMs = context.deadlineMs ?? late?.atMs;
  const reached = to.stages[context.furthest]?.name ?? '';
  const before = limitsAt(from.stages, from.index.get(reached) ?? -1);
  const after = limitsAt(to.stages, context.furthest);
  const fromMs =
    startedMs === undefined || before.limitSeconds === undefined
      ? (context.records[reached]?.atMs ?? context.lastHeardMs)
      : startedMs - before.limitSeconds * 1000;
  const clock = nextStageIndex(to.stages, context.furthest) < 0 ? { deadlineMs: null, failsMs: null } : clockOf(after, fromMs);
  const isLate = value === 'late' && late !== undefined && clock.deadlineMs !== null && clock.deadlineMs <= late.atMs;
  return isLate
    ? { value, context: { ...context, failsMs: clock.failsMs } }
    : { value: 'installing' as const, context: { ...context, ...clock, records: withoutUnseen(context.records) } };
}

/** Whether the run failed on its way to the disk, and nothing says that it got there in the end. */
function failedBeforeHandover({ stages, index }: Workflow, { healsFrom: from, records }: RunContext): boolean {
  const handover = stages.find((stage) => stage.role === 'handover');
  return handover !== undefined && records[handover.name]?.status !== 'done' && from < (index.get(handover.name) ?? 0);
}

function stalledAtMs({ stages }: Workflow, { records }: RunContext): number {
  return Math.max(...stages.map(({ name, role }) => (role === 'stalled' ? (records[name]?.lastAtMs ?? -Infinity) : -Infinity)));
}

/** Whether a success of the stage at `index` makes up for what the run has failed of. */
export function makesUp({ healsFrom: from, isWhole = false }: RunContext, index: number): boolean {
  return index > from || (index === from && !isWhole);
}

function healing(workflow: Workflow, { stage, whole = false }: Observed): Pick<RunContext, 'healsFrom' | 'isWhole'> {
  return { healsFrom: healsFrom(workflow, stage), isWhole: whole };
}

function healsFrom(workflow: Workflow, stage: string): number {
  const index = workflow.index.get(stage) ?? 0;
  const healer = workflow.stages[index]?.healedBy;
  return (healer === undefined ? undefined : workflow.index.get(healer)) ?? index;
}

function recordObserved(workflow: Workflow, context: RunContext, event: Observed): Partial<RunContext> {
  const at = workflow.index.get(event.stage) ?? -1;
  const stage = workflow.stages[at];
  if (!stage) return {};
  const error = event.error || stage.healedBy !== undefined;
  const heard: RunContext = {
    ...context,
    records: { ...context.records, [stage.name]: nextRecord(context.records[stage.name], event, error) },
    lastHeardMs: Math.max(context.lastHeardMs, event.atMs),
    ...(context.tries && { tries: markTries(context.tries, stage, { ...event, error }) }),
  };
  if (error || isOutsideOrder(stage) || at <= context.furthest) return heard;
  const reached = { ...heard, furthest: at };
  return { ...reached, ...nextClock(workflow, reached, event.atMs) };
}

/** A success further on: whoever was late is not any more. */
function recordStep(workflow: Workflow, context: RunContext, event: Observed): Partial<RunContext> {
  const recorded = recordObserved(workflow, context, event);
  return { ...recorded, ...(recorded.records && { records: withoutUnseen(recorded.records) }) };
}

type Clock = Pick<RunContext, 'deadlineMs' | 'failsMs'>;

/** A stage without a limit of its own leaves the clock of the one before it running; where that stands, it starts anew. */
function nextClock(workflow: Workflow, context: RunContext, atMs: number): Clock {
  const { stages } = workflow;
  const stage = stages[context.furthest];
  const runsOn =
    stage?.limitSeconds === undefined && stage?.failAfterSeconds === undefined && nextStageIndex(stages, context.furthest) >= 0;
  const fresh = clockFrom(workflow, context, atMs);
  if (!runsOn || tryDeadlineMs(workflow, context, stage) !== null) return fresh;
  return { deadlineMs: context.deadlineMs ?? fresh.deadlineMs, failsMs: context.failsMs ?? fresh.failsMs };
}

/** The limits that run if the clock starts at `atMs`; null when no stage must come, or nothing so far has a limit. */
function clockFrom(workflow: Workflow, context: RunContext, atMs: number): Clock {
  const { stages } = workflow;
  if (nextStageIndex(stages, context.furthest) < 0) return { deadlineMs: null, failsMs: null };
  const byTry = tryDeadlineMs(workflow, context, stages[context.furthest]);
  return byTry === null ? clockOf(limitsAt(stages, context.furthest), atMs) : { deadlineMs: Math.max(byTry, atMs), failsMs: null };
}

type Limits = Pick<Stage, 'limitSeconds' | 'failAfterSeconds'>;

/** Those of the stage that is reached, else of the last one before it that has some. */
function limitsAt(stages: readonly Stage[], furthest: number): Limits {
  for (let i = furthest; i >= 0; i--) {
    const stage = stages[i];
    if (stage && (stage.limitSeconds ?? stage.failAfterSeconds) !== undefined) return stage;
  }
  return {};
}

function clockOf({ limitSeconds, failAfterSeconds }: Limits, atMs: number): Clock {
  const after = (seconds: number | undefined): number | null => (seconds === undefined ? null : atMs + seconds * 1000);
  return { deadlineMs: after(limitSeconds), failsMs: after(failAfterSeconds) };
}

function hasPassed(limitMs: number | null | undefined, nowMs: number): boolean {
  return limitMs !== null && limitMs !== undefined && nowMs > limitMs;
}

/** On top of the limit that runs; one that has passed begins anew. */
function extended({ deadlineMs, failsMs }: RunContext, { atMs, seconds }: { atMs: number; seconds: number }): Clock {
  const failing = failsMs === null || failsMs === undefined ? null : failsMs + seconds * 1000;
  return { deadlineMs: (deadlineMs ?? atMs) + seconds * 1000, failsMs: failing };
}

function leavesLate(stages: readonly Stage[], { records }: RunContext, at: number): boolean {
  return stages[at]?.limitSeconds === undefined && stages.some((stage, i) => i > at && records[stage.name]?.status === 'late');
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
  const all = [...kept, added];
  return all.length <= evidenceKept.first + evidenceKept.last
    ? all
    : [...all.slice(0, evidenceKept.first), ...all.slice(-evidenceKept.last)];
}

/** A stage that was late, or given up, is neither once a later one has passed over it or its time was set anew. */
function withoutUnseen(records: Readonly<Record<string, StageRecord>>): Readonly<Record<string, StageRecord>> {
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
