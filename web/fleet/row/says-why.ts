// Whether a row has a second line: why the backend needs attention, who acknowledged or muted it, or what is notable about one that is well:
// it is retried, broke a rule, or is held at a breakpoint. Pure.
import type { BackendSummary, RunSummary } from '../../../state-machines/view/summary.ts';
import type { Urgency } from '../../../state-machines/view/urgency.ts';

export function saysWhy({ run }: Pick<BackendSummary, 'run'>, urgency: Urgency): boolean {
  if (urgency === 'needs you' || urgency === 'known') return true;
  if (run === null) return false;
  return run.finding !== null || isAtBreakpoint(run) || (urgency === 'installing' && (run.attempt?.number ?? 1) > 1);
}

/** A waiting run has ended only if it is at a breakpoint. */
function isAtBreakpoint({ status, endedAt }: RunSummary): boolean {
  return status === 'waiting' && endedAt !== null;
}
