// The kind of transition that an observation caused. Pure.
import type { RunStatus, StageRecord, TransitionKind } from '../vocabulary.ts';
import type { Stage } from '../workflow/workflow.ts';

/** The state of a run before or after an observation. */
interface Place {
  /** Of the observed stage. */
  record: StageRecord | undefined;
  status: RunStatus;
  /** Number of tries of macro steps. */
  tries: number;
}

/** The same stage with the same outcome and text is a repetition, unless it changed the run's status or started another try. */
export function kindOf({ role }: Stage, before: Place, after: Place & { record: StageRecord }): TransitionKind {
  const isSame = before.record?.status === after.record.status && before.record.message === after.record.message;
  if (isSame && before.status === after.status && before.tries === after.tries) return 'repeated';
  if (role === 'waiting' || role === 'stalled') return role;
  if (after.record.status !== 'failed') return role === 'held' ? 'waiting' : 'reached';
  return after.status === 'failed' ? 'failed' : 'tried';
}
