// Steps of a run's state machine: the first snapshot, and the next one for an event. Pure. xstate selects the transition of an event: it owns
// guards, states and their order. The transition's actions are applied here. That is enough because none of our states has entry or exit actions.
// The documented functions of xstate 5.33 (transition, getMicrosteps) copy a snapshot of fifteen fields for each action and build an actor scope
// for each step; getNextTransitions lists transitions without evaluating their guards. `npm run bench:steps` measures 9 times as many steps per
// second as with `transition`. The price is one undocumented method, though public in StateMachine's types: getTransitionData(snapshot, event),
// the transitions that an event takes. test/state-machines/run/step.test.ts compares every step with xstate's own, for all workflows and
// arbitrary events: an upgrade that changes that method fails there.
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

/** The initial snapshot of every run. */
export function firstSnapshot(workflow: Workflow): RunSnapshot {
  const { value, context } = stepsOf(workflow).first;
  return { value, context };
}

/** The next snapshot; the same object if the event changes nothing. */
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
