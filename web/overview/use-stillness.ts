// Nothing jumps under the pointer: while somebody points at the rows that need somebody, or walks through them with the keys, those rows stay
// where they are and new ones wait. It ends by itself when nobody has moved for a while: a page that is left open must not hide what is new.
import { useEffect, useRef, useState } from 'react';

const restMs = 15_000;

export interface Stillness {
  /** The ids that stand still, null while nobody reads. */
  held: readonly string[] | null;
  /** Somebody reads now; `ids` are the rows as they stand, should nobody have read before. */
  hold: (ids: () => readonly string[]) => void;
  release: () => void;
}

/** `view`: what is shown, such as the address's filters; another one is another list, and nothing of it is held. */
export function useStillness(view: string): Stillness {
  const [held, setHeld] = useState<{ view: string; ids: readonly string[] } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const release = () => {
    clearTimeout(timer.current);
    setHeld(null);
  };
  const hold = (ids: () => readonly string[]) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(null), restMs);
    setHeld((present) => (present?.view === view ? present : { view, ids: ids() }));
  };
  return { held: held?.view === view ? held.ids : null, hold, release };
}
