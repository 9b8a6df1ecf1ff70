// The details below the grid.
import { expect, test } from 'vitest';
import { CellFacts } from '../../../web/grid/cell-facts.tsx';
import { words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { backend, snapshot } from '../views.ts';

const { workflow } = played(stories.late);
const drawing = { frames: [snapshot([], { workflows: [workflow] })], nowSecond: 200 };

test('without a backend: the legend, and how to use the grid', () => {
  expect(words(<CellFacts backend={undefined} />)).toBe(
    '✖ failed ■ stalled ◷ late ‖ waiting ▶ installing ✔ installed ◌ abandoned · idle ' +
      'Point at a cell or use the arrow keys. Enter opens the backend.',
  );
});

test.each([
  [
    'late',
    '◷ late backend-0-0 10.1.1.101 · 52:54:00:aa:00:10 · stacki-sles-12 Initrd_RRQ → Config_Sent 3 m 00 s of 1 m 10 s started 01:05:00 ' +
      'no request for config for 3 m 00 s after ramdisk request; limit 1 m 10 s; last heard 01:05:20',
  ],
  ['installed', '✔ installed backend-0-0 10.1.1.101 · 52:54:00:aa:00:10 · stacki-sles-12 Reboot_Okay took 6 m 40 s started 01:05:00'],
] as const)('%s: the same as in its row', (story, text) => {
  expect(words(<CellFacts backend={played(stories[story]).backend} />, drawing)).toBe(text);
});

test('of one that was never seen: who it is', () => {
  expect(words(<CellFacts backend={backend('n1', { mac: '52:54:00:aa:00:10' })} />)).toBe('· idle n1 52:54:00:aa:00:10 · stacki-sles-12');
});
