// Creates a run. Pure.
import { Run } from './run.ts';
import type { RunEvent, RunState } from './run-state.ts';
import { firstSnapshot } from './step.ts';

/** Creates a run for the event that starts it, before that event is applied. */
export function newRun(event: RunEvent, begin: Pick<RunState, 'id' | 'startedAtMs' | 'provisional'>): Run {
  const state: RunState = {
    ...begin,
    workflow: event.workflow,
    snapshot: firstSnapshot(event.workflow),
    text: null,
    told: event.told ?? false,
    acknowledged: null,
    deployment: event.deployment ?? null,
    findings: [],
    round: 1,
  };
  return new Run(state, 'idle');
}

/** Backend and start time, made unique. */
export function newRunId({ backendId, runs }: { backendId: string; runs: readonly Run[] }, startedAtMs: number): string {
  // join() builds a flat string, not a rope.
  const id = [backendId, new Date(startedAtMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')].join('@');
  const same = runs.filter((run) => run.id === id || run.id.startsWith(`${id}-`)).length;
  return same === 0 ? id : `${id}-${same + 1}`;
}
