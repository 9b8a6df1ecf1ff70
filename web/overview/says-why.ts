// Whether a row has a second line: why the backend needs somebody, who has it in hand, or what there is to say of one that is well all the
// same: it is tried again, it broke a rule. Pure.
import type { BackendSummary } from '../../state-machines/summary.ts';
import type { Urgency } from '../../state-machines/urgency.ts';

export function saysWhy({ run }: Pick<BackendSummary, 'run'>, urgency: Urgency): boolean {
  if (urgency === 'needs you' || urgency === 'known') return true;
  if (run === null) return false;
  return run.finding !== null || (urgency === 'installing' && (run.attempt?.number ?? 1) > 1);
}
