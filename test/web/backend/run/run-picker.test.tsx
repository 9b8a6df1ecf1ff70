// The choice between a backend's runs.
import { expect, test } from 'vitest';
import { RunPicker } from '../../../../web/backend/run/run-picker.tsx';
import { buttons, drawn, elements, words } from '../../drawn.tsx';
import { at, run } from '../../views.ts';

/** Newest first; each took nine seconds but the newest, which goes on. */
const runs = Array.from({ length: 8 }, (_, i) => {
  const start = 800 - i * 100;
  return run({ id: `r${i}`, startedAt: at(start), ...(i > 0 && { status: 'installed', endedAt: at(start + 9) }) });
});
const picker = (count: number, { shown = 'r0', compared = [] as string[] } = {}) => (
  <RunPicker runs={runs.slice(0, count)} shown={shown} live="r0" compared={compared} />
);

test('one run is no choice', () => {
  expect(drawn(picker(1))).toBe('');
});

test('each run with its status, start and duration', () => {
  expect(words(picker(2))).toBe('Runs 2 ▶ installing 01:18:20 ✔ installed 01:16:40 9 s Side by side');
});

test('five at first, the shown one always, the rest counted', () => {
  expect(buttons(drawn(picker(8))).slice(-2)).toEqual(['3 earlier', 'Side by side']);
  expect(buttons(drawn(picker(8, { shown: 'r7' }))).slice(-2)).toEqual(['2 earlier', 'Side by side']);
});

test('which is shown', () => {
  const pressed = elements(drawn(picker(3, { shown: 'r1' })), 'button').filter(({ attributes }) => attributes['aria-pressed'] === 'true');
  expect(pressed.map(({ text }) => text)).toEqual(['✔ installed 01:16:40 9 s']);
});

test('comparing: a box for each, and no more than four', () => {
  const boxes = elements(drawn(picker(6, { compared: ['r0', 'r1', 'r2', 'r3'] })), 'input').map(({ attributes }) => attributes);
  expect(boxes.map((box) => 'checked' in box)).toEqual([true, true, true, true, false]);
  expect(boxes.at(-1)).toMatchObject({ disabled: '', title: 'at most 4' });
  expect(boxes[0]).toMatchObject({ title: 'compare', 'aria-label': `Compare the run that started at ${at(800)}` });
});
