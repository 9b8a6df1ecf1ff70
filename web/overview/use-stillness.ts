// Nothing jumps under the pointer: while the user points at the rows that need attention, or moves through them with the keys, those rows keep
// their places and new ones wait. It ends after a while without movement: a page that is left open must not hide new rows.
import { useEffect, useRef, useState } from 'react';

const restMs = 15_000;

export interface Stillness {
  /** The ids of the rows that keep their places; null while the list is not being read. */
  held: readonly string[] | null;
  /** The list is being read; `ids` returns its current rows, and is called if it was not being read before. */
  hold: (ids: () => readonly string[]) => void;
  release: () => void;
}

/** `view`: identifies what is shown, such as the filters; a different view is a different list, of which nothing is held. */
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
