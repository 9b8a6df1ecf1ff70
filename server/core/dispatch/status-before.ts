// The status of each run before its latest transition.
import type { Run } from '../../../state-machines/run/run.ts';
import type { BackendStatus, Transition } from '../../../state-machines/vocabulary.ts';

/** Returns a function to be called once for each transition, in order, that returns the status of its run before it. */
export function statusBefore(runs: readonly Run[]): (transition: Transition) => BackendStatus {
  const known = new Map<string, BackendStatus>(runs.map((run) => [run.id, run.status]));
  return ({ runId, status }) => {
    const before = known.get(runId) ?? 'idle';
    known.set(runId, status);
    return before;
  };
}
