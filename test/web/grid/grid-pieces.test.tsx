// One line of the grid: racks and their cells.
import { expect, test } from 'vitest';
import { layOut } from '../../../web/grid/grid-layout.ts';
import { GridPieces } from '../../../web/grid/grid-pieces.tsx';
import { drawn, words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { at, backend, zeroMs } from '../views.ts';

const layout = layOut(
  [
    played(stories.failed, 'rack-1-0').backend,
    { ...played(stories.late, 'rack-1-1').backend, muted: { by: 'anna', at: at(0), until: null, note: null } },
    backend('rack-1-2'),
  ],
  400,
);
const pieces = (line = layout.lines[0] ?? []) => <GridPieces line={line} layout={layout} selected="rack-1-1" nowMs={zeroMs} />;

test('each cell: a glyph to see, name and status to hear', () => {
  expect(words(pieces())).toBe('rack-1 ✖ ◷ ·');
  expect([...drawn(pieces()).matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label)).toEqual([
    'rack-1-0 failed',
    'rack-1-1 late, acknowledged or muted',
    'rack-1-2 idle',
  ]);
});

test('what needs attention differs from what is in hand, and the selected cell from the others', () => {
  expect(drawn(pieces()).match(/data-urgency="(needs you|known|others)"/g)).toHaveLength(3);
  expect(drawn(pieces()).match(/aria-selected="true"/g)).toHaveLength(1);
});

test('a later piece of a rack names it for screen readers only', () => {
  const piece = { rack: 'rack-1', begins: false, cells: [backend('rack-1-9')] };
  expect(words(pieces([piece]))).toBe('rack-1, continued ·');
  expect(drawn(pieces([piece]))).toContain('<span class="out-of-sight">rack-1, continued</span>');
});
