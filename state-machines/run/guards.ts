// The guards of a run's state machine, under the names that its states use. Pure.
import { isOutsideOrder, type Stage, type Workflow } from '../workflow/workflow.ts';
import { hasPassed } from './run-clock.ts';
import type { MachineEvent, RunContext } from './run-state.ts';
import { entered } from './run-updates.ts';
import { mayTryAgain } from './tries.ts';

interface At {
  context: RunContext;
  event: MachineEvent;
}

/** What an event is, by its stage. */
function readingsOf(workflow: Workflow) {
  const indexOf = (event: MachineEvent): number => (event.type === 'OBSERVED' ? (workflow.index.get(event.stage.name) ?? -1) : -1);
  const stageOf = (event: MachineEvent): Stage | undefined => workflow.stages[indexOf(event)];
  const succeeds = (event: MachineEvent): boolean => event.type === 'OBSERVED' && !event.error && stageOf(event)?.healedBy === undefined;
  /** If the event starts another try, the run continues from before that step. */
  const asEntered = ({ context, event }: At): RunContext => (event.type === 'OBSERVED' ? entered(workflow, context, event) : context);
  const isAhead = ({ context, event }: At): boolean => {
    const stage = stageOf(event);
    return stage !== undefined && !isOutsideOrder(stage) && indexOf(event) > asEntered({ context, event }).furthest;
  };
  return { indexOf, stageOf, succeeds, asEntered, isAhead };
}

/** Guards on observations. */
function ofObservations(workflow: Workflow) {
  const { indexOf, stageOf, succeeds, asEntered, isAhead } = readingsOf(workflow);
  const isEnd = ({ event }: At): boolean => succeeds(event) && stageOf(event)?.role === 'end';
  const isProgress = (at: At): boolean => succeeds(at.event) && isAhead(at);
  return {
    isUnknown: ({ event }: At) => stageOf(event) === undefined,
    isEnd,
    isUnmendedDisk: ({ context, event }: At) => stageOf(event)?.role === 'disk-boot' && failedBeforeHandover(workflow, context),
    isUnmendedEnd: (at: At) => isEnd(at) && failedBeforeHandover(workflow, at.context),
    isWait: ({ event }: At) => stageOf(event)?.role === 'waiting',
    isStall: ({ event }: At) => stageOf(event)?.role === 'stalled',
    isHeld: ({ event }: At) => succeeds(event) && stageOf(event)?.role === 'held',
    isTried: ({ context, event }: At) =>
      event.type === 'OBSERVED' && !succeeds(event) && mayTryAgain(workflow, entered(workflow, context, event), event),
    isError: ({ event }: At) => !succeeds(event),
    isProgress,
    isBeforeLate: (at: At) => isProgress(at) && leavesLate(workflow.stages, at.context, indexOf(at.event)),
    isStep: (at: At) => isProgress(at) && stageOf(at.event)?.role !== 'end',
    // More of the stage that the run had reached when it stalled: someone has answered the installer.
    isGoingOn: ({ context, event }: At) =>
      event.type === 'OBSERVED' && succeeds(event) && indexOf(event) === context.furthest && event.atMs > stalledAtMs(workflow, context),
    isRecovery: (at: At) => succeeds(at.event) && makesUp(asEntered(at), indexOf(at.event)),
    // Steps that were under way when the install failed.
    isLeftover: ({ context, event }: At) => succeeds(event) && indexOf(event) === context.healsFrom,
    isReadLate: ({ context, event }: At) => {
      const stage = stageOf(event);
      if (!stage || !succeeds(event) || event.type !== 'OBSERVED' || isOutsideOrder(stage)) return false;
      return event.atMs <= (context.endedAtMs ?? -Infinity) && context.records[stage.name] === undefined;
    },
  };
}

/** Guards on clocks and on people's actions. */
const ofOthers = {
  hasDeadline: ({ context }: At) => context.deadlineMs !== null,
  isClosedInstalled: ({ event }: At) => event.type === 'CLOSED' && event.as === 'installed',
  isDue: ({ context, event }: At) => event.type === 'LIMIT_PASSED' && hasPassed(context.deadlineMs, event.nowMs),
  isOverdue: ({ context, event }: At) => event.type === 'LIMIT_PASSED' && hasPassed(context.failsMs, event.nowMs),
};

export function guardsOf(workflow: Workflow) {
  return { ...ofObservations(workflow), ...ofOthers };
}

/** Whether a success of the stage at `index` clears the run's failure. */
export function makesUp({ healsFrom: from, isWhole = false }: RunContext, index: number): boolean {
  return index > from || (index === from && !isWhole);
}

/** Whether the run failed before it had installed to disk, and nothing shows that it did so later. */
function failedBeforeHandover({ stages, index }: Workflow, { healsFrom: from, records }: RunContext): boolean {
  const handover = stages.find((stage) => stage.role === 'handover');
  return handover !== undefined && records[handover.name]?.status !== 'done' && from < (index.get(handover.name) ?? 0);
}

function stalledAtMs({ stages }: Workflow, { records }: RunContext): number {
  return Math.max(...stages.map(({ name, role }) => (role === 'stalled' ? (records[name]?.lastAtMs ?? -Infinity) : -Infinity)));
}

function leavesLate(stages: readonly Stage[], { records }: RunContext, at: number): boolean {
  return stages[at]?.limitSeconds === undefined && stages.some((stage, i) => i > at && records[stage.name]?.status === 'late');
}
