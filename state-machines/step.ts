// Steps of a run's machine: its first snapshot, and from a snapshot and an event to the next. xstate's own pure functions make an actor for
// each step, which costs more than the step; here every machine has one, which is never started. Pure, as the machines' actions are.
import { createActor, type ActorScope } from 'xstate';
import { machineOf, type RunEvent, type RunMachine, type RunSnapshot } from './run.ts';
import type { Workflow } from './workflow.ts';

type Scope = ActorScope<RunSnapshot, RunEvent>;

const scopes = new WeakMap<RunMachine, Scope>();
const nothing = (): void => {};

export function firstSnapshot(workflow: Workflow): RunSnapshot {
  const machine = machineOf(workflow);
  return machine.getInitialSnapshot(scopeOf(machine));
}

export function nextSnapshot(workflow: Workflow, snapshot: RunSnapshot, event: RunEvent): RunSnapshot {
  const machine = machineOf(workflow);
  return machine.transition(snapshot, event, scopeOf(machine));
}

function scopeOf(machine: RunMachine): Scope {
  const known = scopes.get(machine) ?? createScope(machine);
  scopes.set(machine, known);
  return known;
}

/** Where a machine with effects would leave them: ours has none. */
function createScope(machine: RunMachine): Scope {
  const self = createActor(machine);
  const { id, sessionId, system } = self;
  return { self, id, sessionId, system, logger: nothing, defer: nothing, emit: nothing, stopChild: nothing, actionExecutor: nothing };
}
