// A run as it begins. Pure.
import { Run } from './run.ts';
import type { RunEvent, RunState } from './run-state.ts';
import { firstSnapshot } from './step.ts';

/** Of the event that it begins with, before it is fed with any. */
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

/** The backend and the start, never there twice. */
export function newRunId({ backendId, runs }: { backendId: string; runs: readonly Run[] }, startedAtMs: number): string {
  // Joined: a string of one piece.
  const id = [backendId, new Date(startedAtMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')].join('@');
  const same = runs.filter((run) => run.id === id || run.id.startsWith(`${id}-`)).length;
  return same === 0 ? id : `${id}-${same + 1}`;
}
