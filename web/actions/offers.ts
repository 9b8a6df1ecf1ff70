// Which actions make sense for a backend in its current state. The server decides; this only hides useless buttons. Pure.
import type { BackendSummary, RunSummary } from '../../state-machines/view/summary.ts';
import { isMuted } from '../../state-machines/view/urgency.ts';
import { statusTable } from '../../state-machines/vocabulary.ts';
import type { ActionName } from './action-words.ts';

/** In the order of their buttons. */
export function actionsOffered(backend: Pick<BackendSummary, 'muted' | 'run'>, nowMs: number): ActionName[] {
  const open = backend.run?.endedAt === null ? backend.run : null;
  return [...acknowledging(open), isMuted(backend, nowMs) ? 'unmute' : 'mute', ...(open ? endings(open) : [])];
}

function acknowledging(run: RunSummary | null): ActionName[] {
  if (run?.acknowledged) return ['unacknowledge'];
  return run && statusTable[run.status].offers.includes('acknowledge') ? ['acknowledge'] : [];
}

/** A limit can be extended if it is running or has passed. */
function endings({ status, deadline }: RunSummary): ActionName[] {
  const { offers, clock } = statusTable[status];
  const hasLimit = clock === 'passed' || deadline !== null;
  return offers.filter((action) => action === 'close' || (action === 'extend' && hasLimit));
}
