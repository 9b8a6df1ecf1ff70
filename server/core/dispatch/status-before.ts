// The status that each run had before what is happening to it now.
import type { Run } from '../../../state-machines/run/run.ts';
import type { BackendStatus, Transition } from '../../../state-machines/vocabulary.ts';

/** A function that is asked once for each transition, in their order, and gives the status of its run before it. */
export function statusBefore(runs: readonly Run[]): (transition: Transition) => BackendStatus {
  const known = new Map<string, BackendStatus>(runs.map((run) => [run.id, run.status]));
  return ({ runId, status }) => {
    const before = known.get(runId) ?? 'idle';
    known.set(runId, status);
    return before;
  };
}
