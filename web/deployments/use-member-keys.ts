// The selected machine of a deployment, moved with the keys; Enter opens it if it is a known backend.
import { useState } from 'react';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { go } from '../address.ts';
import { hasOwnEnter, useShortcuts } from '../shortcuts.ts';
import type { MemberLine } from './member-lines.ts';

export function useMemberKeys(
  lines: readonly MemberLine[],
  backendOf: (name: string) => BackendSummary | undefined,
  reveal: (index: number) => void,
) {
  const [selected, setSelected] = useState<string | null>(null);
  const move = (step: 1 | -1) => {
    const index = nextMember(lines, selected, step);
    const line = lines[index];
    if (line?.kind !== 'member') return;
    setSelected(line.member.backend);
    reveal(index);
  };
  const open = (name: string) => {
    const backend = backendOf(name);
    setSelected(name);
    if (backend) go({ backend: backend.id, run: null });
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: ({ target }) => (selected === null || hasOwnEnter(target) ? false : open(selected)),
  });
  return { selected, open };
}

/** Index of the machine `step` away from the selected one, skipping heads of batches; the first machine if none is selected. */
export function nextMember(lines: readonly MemberLine[], selected: string | null, step: 1 | -1): number {
  const at = lines.findIndex((line) => line.kind === 'member' && line.member.backend === selected);
  if (at < 0) return lines.findIndex(({ kind }) => kind === 'member');
  let index = at + step;
  while (lines[index]?.kind === 'batch') index += step;
  return lines[index] ? index : at;
}
