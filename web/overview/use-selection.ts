// The selected row, by its backend's id so that it stays selected when rows move; remembered while a backend's page is open.
import { useEffect, useEffectEvent, useState } from 'react';
import { go } from '../address.ts';
import { lastSelected, rememberSelected } from '../fleet/last-selected.ts';
import { hasOwnEnter, useShortcuts } from '../shortcuts.ts';
import type { TableLine } from '../fleet/table-lines.ts';

export function useSelection(lines: readonly TableLine[], reveal: (index: number) => void) {
  const [selected, setSelected] = useState(lastSelected);
  const select = (id: string) => {
    rememberSelected(id);
    setSelected(id);
  };
  const move = (step: 1 | -1) => {
    const index = nextRow(lines, selected, step);
    const line = lines[index];
    if (line?.kind !== 'backend') return;
    select(line.backend.id);
    reveal(index);
  };
  const open = (id: string) => {
    select(id);
    go({ backend: id, run: null });
  };
  const revealSelected = useEffectEvent(() => {
    const index = indexOfBackend(lines, selected);
    if (index >= 0) reveal(index);
  });
  useEffect(() => revealSelected(), []);
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    // A row hidden by the filter must not open: the user sees no selection.
    Enter: ({ target }) => (selected === null || indexOfBackend(lines, selected) < 0 || hasOwnEnter(target) ? false : open(selected)),
  });
  return { selected, open };
}

/** Index of the row `step` away from the selected one, skipping heads; the first row if none is selected. */
export function nextRow(lines: readonly TableLine[], selected: string | null, step: 1 | -1): number {
  const at = indexOfBackend(lines, selected);
  if (at < 0) return lines.findIndex((line) => line.kind === 'backend');
  let index = at + step;
  while (lines[index]?.kind === 'head') index += step;
  return lines[index] ? index : at;
}

export function indexOfBackend(lines: readonly TableLine[], id: string | null): number {
  return lines.findIndex((line) => line.kind === 'backend' && line.backend.id === id);
}
