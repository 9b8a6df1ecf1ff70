// Whether a row has a second line: why the backend needs somebody, who has it in hand, or what there is to say of one that is well all the
// same: it is tried again, it broke a rule, it is held at a breakpoint. Pure.
import type { BackendSummary, RunSummary } from '../../../state-machines/view/summary.ts';
import type { Urgency } from '../../../state-machines/view/urgency.ts';

export function saysWhy({ run }: Pick<BackendSummary, 'run'>, urgency: Urgency): boolean {
  if (urgency === 'needs you' || urgency === 'known') return true;
  if (run === null) return false;
  return run.finding !== null || isAtBreakpoint(run) || (urgency === 'installing' && (run.attempt?.number ?? 1) > 1);
}

/** Only a breakpoint ends a run that waits. */
function isAtBreakpoint({ status, endedAt }: RunSummary): boolean {
  return status === 'waiting' && endedAt !== null;
}
