// A macro step of the checklist, with its tries.
import { expect, test } from 'vitest';
import type { TryView } from '../../../../state-machines/view/view.ts';
import { MacroStepItem } from '../../../../web/backend/checklist/macro-step.tsx';
import type { MacroStep } from '../../../../web/run/macro-steps.ts';
import { drawn, elements, words } from '../../drawn.tsx';
import { at } from '../../views.ts';

const attempt = (number: number, told: Partial<TryView> = {}): TryView => ({
  step: 'BootNewEnv',
  implementation: null,
  number,
  startedAt: at(0),
  endedAt: null,
  failed: null,
  ...told,
});
const step = (told: Partial<MacroStep>) => (
  <MacroStepItem macro={{ name: 'BootNewEnv', title: 'new environment', present: null, earlier: [], steps: [], ...told }}>
    stages
  </MacroStepItem>
);

test.each([
  ['not begun', {}, 'new environment BootNewEnv stages'],
  ['its title is its name', { title: 'BootNewEnv' }, 'BootNewEnv stages'],
  ['a first try', { present: attempt(1) }, 'new environment BootNewEnv 30 s stages'],
  [
    'a second one, by a way',
    { present: attempt(2, { implementation: 'Kexec' }) },
    'new environment BootNewEnv by Kexec, try 2 30 s stages',
  ],
  ['one that has ended', { present: attempt(1, { endedAt: at(12) }) }, 'new environment BootNewEnv 12 s stages'],
  ['stages of no macro step', { name: null }, 'stages'],
])('%s', (_, told, text) => {
  expect(words(step(told), { nowSecond: 30 })).toBe(text);
});

test('earlier tries: when, how, and how they ended', () => {
  const earlier = [
    attempt(1, { implementation: 'Kexec', endedAt: at(9), failed: 'no port' }),
    attempt(2, { startedAt: at(10), endedAt: at(30) }),
  ];
  const tries = elements(drawn(step({ earlier })).replace(/^<li[^>]*>/, ''), 'li').map(({ text }) => text);
  expect(tries).toEqual([
    'try 1 by Kexec, at 01:05:00 : failed after 9 s: no port',
    'try 2, at 01:05:10 : abandoned for another implementation after 20 s',
  ]);
});
