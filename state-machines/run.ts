// One run as an xstate machine built from a workflow. Its states are the run's statuses; what happened to each stage is its context.
// Pure: no I/O, no clock, no `after` timers (they are lost when a snapshot is restored). Limits are deadlines in the context, and
// whoever owns the clock sends LIMIT_PASSED.
import { assign, setup, type SnapshotFrom } from 'xstate';
import type { Evidence, RunStatus, StageRecord } from './vocabulary.ts';
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
}
/** CLOSED and EXTENDED: a person ends the run, or gives its next stage more time. */
export type RunEvent =
  | Observed
  | { type: 'LIMIT_PASSED'; nowMs: number }
  | { type: 'SUPERSEDED'; atMs: number }
  | { type: 'CLOSED'; atMs: number; as: 'abandoned' | 'installed' }
  | { type: 'EXTENDED'; atMs: number; seconds: number };

export interface RunContext {
  /** By the stage's name; a stage that was never seen has none. */
  records: Readonly<Record<string, StageRecord>>;
  /** Index of the furthest stage in the order that was reached, -1 for none. */
  furthest: number;
  /** When the next stage must have come, epoch milliseconds; null while no limit runs. */
  deadlineMs: number | null;
  /** Index from which on a success makes up for the errors since the run was last well. */
  healsFrom: number;
  lastHeardMs: number;
  endedAtMs: number | null;
}

const noRecords: RunContext = { records: {}, furthest: -1, deadlineMs: null, healsFrom: 0, lastHeardMs: 0, endedAtMs: null };

/** The machine for one run of `workflow`. Build it once per workflow; runs are snapshots of it. */
export function createRunMachine(workflow: Workflow) {
  const indexOf = (event: RunEvent): number => (event.type === 'OBSERVED' ? (workflow.index.get(event.stage) ?? -1) : -1);
  const stageOf = (event: RunEvent): Stage | undefined => workflow.stages[indexOf(event)];
  const succeeds = (event: RunEvent): boolean => event.type === 'OBSERVED' && !event.error && stageOf(event)?.healedBy === undefined;
  const isAhead = (context: RunContext, event: RunEvent): boolean => {
    const stage = stageOf(event);
    return stage !== undefined && !isOutsideOrder(stage) && indexOf(event) > context.furthest;
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
      isError: ({ event }) => !succeeds(event),
      isProgress: ({ context, event }) => succeeds(event) && isAhead(context, event),
      isBeforeLate: ({ context, event }) =>
        succeeds(event) && isAhead(context, event) && leavesLate(workflow.stages, context, indexOf(event)),
      isRecovery: ({ context, event }) => succeeds(event) && indexOf(event) >= context.healsFrom,
      hasDeadline: ({ context }) => context.deadlineMs !== null,
      isClosedInstalled: ({ event }) => event.type === 'CLOSED' && event.as === 'installed',
      isDue: ({ context, event }) => event.type === 'LIMIT_PASSED' && context.deadlineMs !== null && event.nowMs > context.deadlineMs,
    },
    actions: {
      record: assign(({ context, event }) => (event.type === 'OBSERVED' ? recordObserved(workflow, context, event) : {})),
      stopClock: assign({ deadlineMs: null }),
      setHealing: assign(({ event }) => (event.type === 'OBSERVED' ? { healsFrom: healsFrom(workflow, event.stage) } : {})),
      // Of several errors the one furthest on must be made up for: an address that is given at last makes no profile appear.
      raiseHealing: assign(({ context, event }) =>
        event.type === 'OBSERVED' ? { healsFrom: Math.max(context.healsFrom, healsFrom(workflow, event.stage)) } : {},
      ),
      // What made up for an error is the last success: the next stage has its time from there.
      restartClock: assign(({ context, event }) =>
        event.type === 'OBSERVED' ? { deadlineMs: deadlineFrom(workflow.stages, context.furthest, event.atMs) } : {},
      ),
      extend: assign(({ context, event }) => (event.type === 'EXTENDED' ? { deadlineMs: extendedDeadline(context, event) } : {})),
      dropLate: assign(({ context }) => ({ records: withoutLate(workflow.stages, context.records) })),
      recordLate: assign(({ context }) => recordLate(workflow.stages, context)),
      end: assign(({ event }) => ({ deadlineMs: null, endedAtMs: event.type === 'LIMIT_PASSED' ? event.nowMs : event.atMs })),
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
        { guard: 'isError', target: '.failed', actions: ['record', 'setHealing'] },
        { guard: 'isProgress', target: '.installing', actions: ['record', 'dropLate'] },
        { actions: 'record' },
      ],
    },
    states: {
      installing: {
        on: {
          LIMIT_PASSED: { guard: 'isDue', target: 'late', actions: ['recordLate', 'stopClock'] },
          EXTENDED: { guard: 'hasDeadline', actions: 'extend' },
        },
      },
      // A step of the way that has no limit of its own leaves the run late while the stage that must come has not come.
      late: {
        on: {
          OBSERVED: { guard: 'isBeforeLate', actions: ['record', 'stopClock'] },
          EXTENDED: { target: 'installing', actions: ['extend', 'dropLate'] },
        },
      },
      waiting: {},
      stalled: {},
      failed: {
        on: {
          SUPERSEDED: { actions: 'end', target: 'failed' },
          OBSERVED: [
            { guard: 'isUnknown' },
            // What boots from that disk, and is online, is the system of before.
            { guard: 'isUnmendedDisk', actions: 'record' },
            { guard: 'isUnmendedEnd', actions: ['record', 'end'] },
            { guard: 'isEnd', target: 'installed', actions: ['record', 'dropLate', 'end'] },
            { guard: 'isWait', target: 'waiting', actions: ['record', 'stopClock'] },
            { guard: 'isStall', target: 'stalled', actions: ['record', 'stopClock'] },
            { guard: 'isError', actions: ['record', 'raiseHealing'] },
            { guard: 'isRecovery', target: 'installing', actions: ['record', 'restartClock', 'dropLate'] },
            { actions: 'record' },
          ],
        },
      },
      // What comes after the end (an optional last stage) is noted, and changes nothing else.
      installed: { on: { SUPERSEDED: {}, CLOSED: {}, OBSERVED: [{ guard: 'isProgress', actions: ['record', 'stopClock'] }, {}] } },
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

/** The same run under another workflow: what is recorded keeps its place by its stages' names. `reached`: the furthest, when it is known. */
export function moveSnapshot(workflow: Workflow, snapshot: Pick<RunSnapshot, 'value' | 'context'>, reached?: string): RunSnapshot {
  const { records } = snapshot.context;
  const last = workflow.stages.findLastIndex((stage) => records[stage.name]?.status === 'done' && !isOutsideOrder(stage));
  const furthest = (reached === undefined ? undefined : workflow.index.get(reached)) ?? last;
  return machineOf(workflow).resolveState({ value: snapshot.value, context: { ...snapshot.context, furthest } });
}

/** Whether the run failed on its way to the disk, and nothing says that it got there in the end. */
function failedBeforeHandover({ stages, index }: Workflow, { healsFrom: from, records }: RunContext): boolean {
  const handover = stages.find((stage) => stage.role === 'handover');
  return handover !== undefined && records[handover.name]?.status !== 'done' && from < (index.get(handover.name) ?? 0);
}

function healsFrom(workflow: Workflow, stage: string): number {
  const index = workflow.index.get(stage) ?? 0;
  const healer = workflow.stages[index]?.healedBy;
  return (healer === undefined ? undefined : workflow.index.get(healer)) ?? index;
}

function recordObserved({ stages, index }: Workflow, context: RunContext, event: Observed): Partial<RunContext> {
  const at = index.get(event.stage) ?? -1;
  const stage = stages[at];
  if (!stage) return {};
  const error = event.error || stage.healedBy !== undefined;
  const records = { ...context.records, [stage.name]: nextRecord(context.records[stage.name], event, error) };
  const lastHeardMs = Math.max(context.lastHeardMs, event.atMs);
  if (error || isOutsideOrder(stage) || at <= context.furthest) return { records, lastHeardMs };
  return {
    records,
    furthest: at,
    deadlineMs: nextDeadline(stages, at, context, event.atMs),
    lastHeardMs,
  };
}

/** A stage without a limit of its own leaves the clock of the one before it running; where that stands, it starts anew. */
function nextDeadline(stages: readonly Stage[], furthest: number, context: RunContext, atMs: number): number | null {
  const runsOn = stages[furthest]?.limitSeconds === undefined && nextStageIndex(stages, furthest) >= 0;
  return (runsOn ? context.deadlineMs : null) ?? deadlineFrom(stages, furthest, atMs);
}

/** When the next stage must come if the clock starts at `atMs`; null when none must, or nothing so far has a limit. */
function deadlineFrom(stages: readonly Stage[], furthest: number, atMs: number): number | null {
  if (nextStageIndex(stages, furthest) < 0) return null;
  const limitSeconds = stages.findLast((stage, i) => i <= furthest && stage.limitSeconds !== undefined)?.limitSeconds;
  return limitSeconds === undefined ? null : atMs + limitSeconds * 1000;
}

/** On top of the limit that runs; one that has passed begins anew. */
function extendedDeadline({ deadlineMs }: RunContext, { atMs, seconds }: { atMs: number; seconds: number }): number {
  return (deadlineMs ?? atMs) + seconds * 1000;
}

function leavesLate(stages: readonly Stage[], { records }: RunContext, at: number): boolean {
  return stages[at]?.limitSeconds === undefined && stages.some((stage, i) => i > at && records[stage.name]?.status === 'late');
}

function nextRecord(old: StageRecord | undefined, event: Observed, error: boolean): StageRecord {
  const seen = old !== undefined && old.status !== 'late' ? old : undefined;
  return {
    status: error ? 'failed' : 'done',
    atMs: Math.min(seen?.atMs ?? event.atMs, event.atMs),
    lastAtMs: Math.max(seen?.lastAtMs ?? event.atMs, event.atMs),
    count: (seen?.count ?? 0) + 1,
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

/** A late stage that a later one has passed over is skipped, not late; one whose time was set anew is not late yet. */
function withoutLate(stages: readonly Stage[], records: Readonly<Record<string, StageRecord>>): Readonly<Record<string, StageRecord>> {
  const late = stages.find((stage) => records[stage.name]?.status === 'late');
  if (!late) return records;
  const { [late.name]: _late, ...rest } = records;
  return rest;
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
