// The selected cell of the grid, moved with the arrow keys. The table and the grid share the selected backend.
import { useEffect, useEffectEvent, useState } from 'react';
import { go } from '../address.ts';
import { lastSelected, rememberSelected } from '../fleet/last-selected.ts';
import { hasOwnEnter, useShortcuts } from '../shortcuts.ts';
import { neighbour, placeOf, type Direction, type GridLine } from './grid-layout.ts';

export function useGridKeys(lines: readonly GridLine[], reveal: (line: number) => void) {
  const [selected, setSelected] = useState(lastSelected);
  const select = (id: string) => {
    rememberSelected(id);
    setSelected(id);
  };
  const move = (direction: Direction) => {
    const next = neighbour(lines, selected, direction);
    if (!next) return;
    select(next.id);
    reveal(next.line);
  };
  const revealSelected = useEffectEvent(() => {
    const place = placeOf(lines, selected);
    if (place) reveal(place.line);
  });
  const laidOut = lines.length > 0;
  useEffect(() => {
    if (laidOut) revealSelected();
  }, [laidOut]);
  useShortcuts({
    ArrowLeft: () => move('left'),
    ArrowRight: () => move('right'),
    ArrowUp: () => move('up'),
    ArrowDown: () => move('down'),
    k: () => move('left'),
    j: () => move('right'),
    Enter: ({ target }) => {
      if (selected === null || !placeOf(lines, selected) || hasOwnEnter(target)) return false;
      return go({ backend: selected, run: null });
    },
  });
  return { selected, select };
}
