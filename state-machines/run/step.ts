// Steps of a run's machine: its first snapshot, and from a snapshot and an event to the next. Pure.
//
// xstate decides which transition an event takes: guards, states and their order are its. What that transition changes is applied here, which is all
// there is to do, as no state of ours has anything to be done where it is entered or left. The documented functions of xstate 5.33 (transition,
// getMicrosteps) copy a snapshot of fifteen fields for each action and build an actor scope for each step; getNextTransitions lists
// transitions without asking their guards. `npm run bench:steps` measures: this way takes 9 times as many steps a second as `transition`.
// The price is one method that is public in StateMachine's types, and yet not documented: getTransitionData(snapshot, event), the transitions
// that an event takes. test/state-machines/run/step.test.ts holds every step against xstate's own, for all workflows and any events: an
// upgrade that changes that method fails there.
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
