// One run as an xstate machine built from a workflow. Its states are the run's statuses; what happened to each stage is its context.
// Pure: no I/O, no clock, no `after` timers (they are lost when a snapshot is restored). Limits are deadlines in the context, and
// whoever owns the clock sends LIMIT_PASSED.
import { assign, setup } from 'xstate';
import { hasPassed } from './run-clock.ts';
import { entered, updatesOf, type Update } from './run-updates.ts';
import type { MachineEvent, RunContext } from './run-state.ts';
import { mayTryAgain } from './tries.ts';
import { isOutsideOrder, type Stage, type Workflow } from '../workflow/workflow.ts';

const noRecords: RunContext = { records: {}, furthest: -1, deadlineMs: null, failsMs: null, healsFrom: 0, lastHeardMs: 0, endedAtMs: null };

/** The machine for one run of `workflow`. Build it once per workflow; runs are snapshots of it. */
export function createRunMachine(workflow: Workflow) {
  const indexOf = (event: MachineEvent): number => (event.type === 'OBSERVED' ? (workflow.index.get(event.stage.name) ?? -1) : -1);
  const stageOf = (event: MachineEvent): Stage | undefined => workflow.stages[indexOf(event)];
  const succeeds = (event: MachineEvent): boolean => event.type === 'OBSERVED' && !event.error && stageOf(event)?.healedBy === undefined;
  const asEntered = (context: RunContext, event: MachineEvent): RunContext =>
    event.type === 'OBSERVED' ? entered(workflow, context, event) : context;
  const isAhead = (context: RunContext, event: MachineEvent): boolean => {
    const stage = stageOf(event);
    return stage !== undefined && !isOutsideOrder(stage) && indexOf(event) > asEntered(context, event).furthest;
  };

  return setup({
    types: { context: {} as RunContext, events: {} as MachineEvent },
    guards: {
      isUnknown: ({ event }) => stageOf(event) === undefined,
      isEnd: ({ event }) => succeeds(event) && stageOf(event)?.role === 'end',
      isUnmendedDisk: ({ context, event }) => stageOf(event)?.role === 'disk-boot' && failedBeforeHandover(workflow, context),
      isUnmendedEnd: ({ context, event }) => succeeds(event) && stageOf(event)?.role === 'end' && failedBeforeHandover(workflow, context),
      isWait: ({ event }) => stageOf(event)?.role === 'waiting',
      isStall: ({ event }) => stageOf(event)?.role === 'stalled',
      isHeld: ({ event }) => succeeds(event) && stageOf(event)?.role === 'held',
      isTried: ({ context, event }) =>
        event.type === 'OBSERVED' && !succeeds(event) && mayTryAgain(workflow, entered(workflow, context, event), event),
      isError: ({ event }) => !succeeds(event),
      isProgress: ({ context, event }) => succeeds(event) && isAhead(context, event),
      isBeforeLate: ({ context, event }) =>
        succeeds(event) && isAhead(context, event) && leavesLate(workflow.stages, context, indexOf(event)),
      isStep: ({ context, event }) => succeeds(event) && isAhead(context, event) && stageOf(event)?.role !== 'end',
      // More of what it was at, since it stalled: somebody has answered.
      isGoingOn: ({ context, event }) =>
        event.type === 'OBSERVED' && succeeds(event) && indexOf(event) === context.furthest && event.atMs > stalledAtMs(workflow, context),
      isRecovery: ({ context, event }) => succeeds(event) && makesUp(asEntered(context, event), indexOf(event)),
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
    actions: assigned(updatesOf(workflow)),
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

/** Updates as xstate's actions. */
function assigned<Name extends string>(updates: Record<Name, Update>) {
  const actions = Object.entries<Update>(updates).map(([name, update]) => [name, assignedOf(update)]);
  return Object.fromEntries(actions) as Record<Name, ReturnType<typeof assignedOf>>;
}

function assignedOf(update: Update) {
  return assign<RunContext, MachineEvent, undefined, MachineEvent, never>(({ context, event }) => update(context, event));
}

export type RunMachine = ReturnType<typeof createRunMachine>;

const machines = new WeakMap<Workflow, RunMachine>();

/** The machine of a workflow, made once. */
export function machineOf(workflow: Workflow): RunMachine {
  const machine = machines.get(workflow) ?? createRunMachine(workflow);
  machines.set(workflow, machine);
  return machine;
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

function leavesLate(stages: readonly Stage[], { records }: RunContext, at: number): boolean {
  return stages[at]?.limitSeconds === undefined && stages.some((stage, i) => i > at && records[stage.name]?.status === 'late');
}
