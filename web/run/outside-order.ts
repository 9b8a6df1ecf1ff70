// Which stages of a run stand outside its order: being held on purpose, and being stalled. Such a stage is no step, and no success.
import type { StageView } from '../../state-machines/view.ts';

/** What a stage outside the order means. The feed does not say a stage's role: told by the name until it does. */
export function heldAs(stage: Pick<StageView, 'name'>): 'waiting' | 'stalled' | null {
  if (/stall/i.test(stage.name)) return 'stalled';
  return /(?:^|_)wait/i.test(stage.name) ? 'waiting' : null;
}
