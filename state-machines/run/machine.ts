// One run as an xstate machine built from a workflow. Its states are the run's statuses; its context holds the record of each stage. Pure: no
// I/O, no clock, no `after` timers (they are lost when a snapshot is restored). Limits are deadlines in the context, and the owner of the clock
// sends LIMIT_PASSED.
import { assign, setup } from 'xstate';
import type { RunStatus } from '../vocabulary.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { guardsOf } from './guards.ts';
import type { MachineEvent, RunContext } from './run-state.ts';
import { updatesOf, type Update } from './run-updates.ts';

const noRecords: RunContext = { records: {}, furthest: -1, deadlineMs: null, failsMs: null, healsFrom: 0, lastHeardMs: 0, endedAtMs: null };

/** For every status: the first row whose guard holds wins. A state's own rows take precedence. */
const inAnyState = {
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
} as const;

const installing = {
  on: {
    // The most frequent event: it leaves and enters no state.
    OBSERVED: { guard: 'isStep', actions: 'recordStep' },
    LIMIT_PASSED: [
      { guard: 'isDue', target: 'late', actions: ['recordLate', 'stopLimit'] },
      { guard: 'isOverdue', target: 'failed', actions: ['recordGivenUp', 'stopClock'] },
    ],
    EXTENDED: { guard: 'hasDeadline', actions: 'extend' },
  },
} as const;

/** A stage without a limit of its own leaves the run late as long as the required stage is missing. */
const late = {
  on: {
    OBSERVED: { guard: 'isBeforeLate', actions: ['record', 'stopLimit'] },
    LIMIT_PASSED: { guard: 'isOverdue', target: 'failed', actions: ['recordGivenUp', 'stopClock'] },
    EXTENDED: { target: 'installing', actions: ['extend', 'dropLate'] },
  },
} as const;

const waiting = {} as const;

const stalled = { on: { OBSERVED: { guard: 'isGoingOn', target: 'installing', actions: ['record', 'restartClock'] } } } as const;

const failed = {
  on: {
    SUPERSEDED: { actions: 'end', target: 'failed' },
    ALL_FAILED: { actions: 'failWhole' },
    OBSERVED: [
      { guard: 'isUnknown' },
      // The system that boots from that disk and is online is the old one.
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
} as const;

/** Observations after the end (an optional last stage), and earlier ones that are read late, are recorded but change nothing else. */
const installed = {
  on: {
    SUPERSEDED: {},
    CLOSED: {},
    OBSERVED: [{ guard: 'isProgress', actions: ['record', 'stopClock'] }, { guard: 'isReadLate', actions: 'record' }, {}],
  },
} as const;

const abandoned = { on: { SUPERSEDED: {}, CLOSED: {}, OBSERVED: {} } } as const;

/** One state per status. */
const states = { failed, stalled, late, waiting, installing, installed, abandoned } as const satisfies Record<RunStatus, object>;

/** The state machine for one run of `workflow`. */
function createRunMachine(workflow: Workflow) {
  return setup({
    types: { context: {} as RunContext, events: {} as MachineEvent },
    guards: guardsOf(workflow),
    actions: assigned(updatesOf(workflow)),
  }).createMachine({ id: workflow.name, context: noRecords, initial: 'installing', on: inAnyState, states });
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

/** The state machine of a workflow, built once; runs are snapshots of it. */
export function machineOf(workflow: Workflow): RunMachine {
  const machine = machines.get(workflow) ?? createRunMachine(workflow);
  machines.set(workflow, machine);
  return machine;
}
