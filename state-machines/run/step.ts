// Steps of a run's machine: its first snapshot, and from a snapshot and an event to the next. xstate says which transition an event takes: guards,
// states and their order are its. What that changes is done here, as none of our states has anything to be done where it is entered or left: xstate's
// own step copies a snapshot of fifteen fields for each action, and takes three times as long. A test holds both against each other. Pure.
import { createActor } from 'xstate';
import { machineOf, type RunMachine } from './machine.ts';
import type { MachineEvent, RunSnapshot } from './run-state.ts';
import { updatesOf, type Update } from './run-updates.ts';
import type { Workflow } from '../workflow/workflow.ts';

interface Steps {
  machine: RunMachine;
  updates: Readonly<Record<string, Update>>;
  first: ReturnType<RunMachine['getInitialSnapshot']>;
}

const known = new WeakMap<Workflow, Steps>();

/** Where every run begins. */
export function firstSnapshot(workflow: Workflow): RunSnapshot {
  const { value, context } = stepsOf(workflow).first;
  return { value, context };
}

/** The same snapshot where the event changes nothing. */
export function nextSnapshot(workflow: Workflow, snapshot: RunSnapshot, event: MachineEvent): RunSnapshot {
  const { machine, updates, first } = stepsOf(workflow);
  const [taken] = machine.getTransitionData({ ...first, ...snapshot }, event);
  if (!taken) return snapshot;
  let { context } = snapshot;
  for (const action of taken.actions) context = updates[action as string]?.(context, event) ?? context;
  return { value: (taken.target?.[0]?.key as RunSnapshot['value'] | undefined) ?? snapshot.value, context };
}

function stepsOf(workflow: Workflow): Steps {
  const made = known.get(workflow);
  if (made) return made;
  const machine = machineOf(workflow);
  const steps = { machine, updates: updatesOf(workflow), first: createActor(machine).getSnapshot() };
  known.set(workflow, steps);
  return steps;
}
