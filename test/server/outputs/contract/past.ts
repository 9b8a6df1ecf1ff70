// The past of an output, in memory.
import type { NumberedTransition } from '../../../../server/core/change.ts';
import type { Past } from '../../../../server/outputs/contract/past.ts';

export interface KeptPast {
  past: Past;
  /** Every position that the output has reported. */
  done: number[];
}

/** `changes`: what the store has; more may be added later. */
export function pastOf(changes: readonly NumberedTransition[], position?: number): KeptPast {
  const done: number[] = [];
  const past: Past = {
    position,
    last: () => changes.at(-1)?.seq ?? 0,
    done: (seq) => void done.push(seq),
    after: (seq, limit) => changes.filter((change) => change.seq > seq).slice(0, limit),
  };
  return { past, done };
}
