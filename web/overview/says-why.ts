// Whether a row has a second line, which says why the backend needs somebody, or who has it in hand. Pure.
import type { Urgency } from '../../state-machines/urgency.ts';

export function saysWhy(urgency: Urgency): boolean {
  return urgency === 'needs you' || urgency === 'known';
}
