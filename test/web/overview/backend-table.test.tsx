// The frame of the table; its rows are placed by the browser.
import { expect, test } from 'vitest';
import { BackendTable } from '../../../web/overview/backend-table.tsx';
import { tableLines } from '../../../web/fleet/table-lines.ts';
import { drawn, words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { snapshot, zeroMs } from '../views.ts';

test('a grid with all columns that says how many rows it has, and that the keyboard can reach', () => {
  const { backend } = played(stories.failed);
  const order = { sort: 'urgency', descending: false } as const;
  const lines = tableLines([backend], { ...order, held: null, nowMs: zeroMs });
  const table = <BackendTable lines={lines} order={order} stillness={{ held: null, hold: () => {}, release: () => {} }} />;
  expect(drawn(table, { frames: [snapshot([backend])] })).toMatch(/role="grid" aria-label="Backends" aria-rowcount="3" tabindex="0"/i);
  expect(words(table)).toContain('Status Host Workflow');
});
