// The status of each run before its latest transition.
import type { Run } from '../../../state-machines/run/run.ts';
import type { BackendStatus, Transition } from '../../../state-machines/vocabulary.ts';

/** Returns a function to be called once for each transition, in order, that returns the status of its run before it. */
export function statusBefore(runs: readonly Run[]): (transition: Transition) => BackendStatus {
  // A backend has a run or two in memory: cheaper to look through than to index.
  const known = runs.map(({ id, status }) => ({ id, status: status as BackendStatus }));
  return ({ runId, status }) => {
    const of = known.find(({ id }) => id === runId);
    const before = of?.status ?? 'idle';
    if (of) of.status = status;
    else known.push({ id: runId, status });
    return before;
  };
}
