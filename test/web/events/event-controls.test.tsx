// The controls above the events.
import { expect, test } from 'vitest';
import { EventControls } from '../../../web/events/event-controls.tsx';
import { groupsOf } from '../../../web/events/event-kinds.ts';
import type { ShownEvents } from '../../../web/events/use-shown-events.ts';
import { buttons, drawn, elements } from '../drawn.tsx';
import { backend, event } from '../views.ts';

const shown: ShownEvents = {
  events: [event(1, backend('n1'))],
  groups: groupsOf([]),
  counts: { trouble: 1_200, progress: 2, people: 0, repeats: 4 },
  paused: false,
  waiting: 0,
  pause: () => {},
  resume: () => {},
  read: () => {},
};
const controls = (told: Partial<ShownEvents> = {}, address = '') =>
  drawn(<EventControls shown={{ ...shown, ...told }} toNewest={() => {}} />, { address });

test('groups with their counts, a filter, pause, export', () => {
  expect(buttons(controls())).toEqual([
    'Trouble 1,200',
    'Progress 2',
    'People 0',
    'Repeats 4',
    'Resulting status: all ▾',
    '‖ Pause p',
    'Export ▾',
  ]);
});

test('which groups are on; repeats are not at first', () => {
  const on = elements(controls(), 'button').filter(({ attributes }) => attributes['aria-pressed'] === 'true');
  expect(on.map(({ text }) => text)).toEqual(['Trouble 1,200', 'Progress 2', 'People 0']);
});

test('paused, with new ones waiting', () => {
  expect(buttons(controls({ paused: true, waiting: 1_000 }))).toEqual(expect.arrayContaining(['1,000 new: jump to newest', '▶ Resume p']));
});

test('the chosen statuses are named', () => {
  expect(buttons(controls({}, '?status=failed,late'))).toContain('Resulting status: failed, late ▾');
});
