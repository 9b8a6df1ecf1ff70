// What to call the change that an observation made to a run. Pure.
import type { RunStatus, StageRecord, TransitionKind } from '../vocabulary.ts';
import type { Stage } from '../workflow/workflow.ts';

/** Where a run is, before or after an observation. */
interface Place {
  /** Of the observed stage. */
  record: StageRecord | undefined;
  status: RunStatus;
  /** How many tries of macro steps there were. */
  tries: number;
}

/** The same stage with the same outcome and text again is a repetition, unless it changed the run's status or began another try. */
export function kindOf({ role }: Stage, before: Place, after: Place & { record: StageRecord }): TransitionKind {
  const isSame = before.record?.status === after.record.status && before.record.message === after.record.message;
  if (isSame && before.status === after.status && before.tries === after.tries) return 'repeated';
  if (role === 'waiting' || role === 'stalled') return role;
  if (after.record.status !== 'failed') return role === 'held' ? 'waiting' : 'reached';
  return after.status === 'failed' ? 'failed' : 'tried';
}
