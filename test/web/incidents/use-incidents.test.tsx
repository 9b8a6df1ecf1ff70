// The incidents among all backends.
import { expect, test } from 'vitest';
import { useIncidents } from '../../../web/incidents/use-incidents.ts';
import { words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { snapshot } from '../views.ts';

function Titles() {
  return useIncidents()
    .map(({ title }) => title)
    .join();
}

test.each([
  [2, ''],
  [3, '3 backends stopped after ramdisk request: HTTP server?'],
])('%s late machines: %j, whatever the filter shows', (count, title) => {
  const late = Array.from({ length: count }, (_, i) => played(stories.late, `n${i}`));
  const frames = [
    snapshot(
      late.map(({ backend }) => backend),
      { workflows: late.slice(0, 1).map(({ workflow }) => workflow) },
    ),
  ];
  expect(words(<Titles />, { frames, nowSecond: 300, address: '?search=nothing' })).toBe(title);
});
