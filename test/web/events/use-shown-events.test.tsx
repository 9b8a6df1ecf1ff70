// The events that match the filters of the URL.
import { expect, test } from 'vitest';
import type { SummaryFrame } from '../../../state-machines/view/feed.ts';
import { useShownEvents } from '../../../web/events/use-shown-events.ts';
import { words } from '../drawn.tsx';
import { backend, event, snapshot } from '../views.ts';

const [one, two] = [backend('n1'), backend('n2', { workflow: 'rhel' })];
const happened = [
  event(11, one),
  event(12, two, { kind: 'failed', status: 'failed' }),
  event(13, one, { kind: 'repeated' }),
  event(14, one, { kind: 'muted' }),
];
const frames: SummaryFrame[] = [snapshot([one, two]), { type: 'changes', seq: 14, backends: [one], gone: [], events: happened }];

function Shown() {
  const { events, counts, waiting, paused } = useShownEvents();
  const { trouble, progress, people, repeats } = counts;
  return `${events.map(({ seq }) => seq).join(' ')}; ${trouble} ${progress} ${people} ${repeats}; ${waiting} ${paused}`;
}

test.each([
  ['', '14 12 11; 1 1 1 1; 0 false'],
  ['?kind=repeats', '13; 1 1 1 1; 0 false'],
  ['?status=failed', '12; 1 0 0 0; 0 false'],
  ['?workflow=rhel', '12; 1 0 0 0; 0 false'],
  ['?search=n1', '14 11; 0 1 1 1; 0 false'],
])('at %j: newest first, with the counts of all groups', (address, expected) => {
  expect(words(<Shown />, { frames, address })).toBe(expected);
});
