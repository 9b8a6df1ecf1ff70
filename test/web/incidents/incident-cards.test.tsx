// The incidents above the table: the most urgent first, the others on demand.
import { expect, test } from 'vitest';
import { IncidentCards } from '../../../web/incidents/incident-cards.tsx';
import { buttons, drawn, words, type Drawing } from '../drawn.tsx';
import { boot, images, played, stories } from '../played.ts';
import { snapshot } from '../views.ts';

/** Three machines of each kind of trouble: one incident each. */
const kinds = [stories.late, stories.failed, `${boot(0)}, ${images(30)}, (time) 300`];
const all = kinds.flatMap((steps, kind) => [0, 1, 2].map((n) => played(steps, `n${kind}${n}`)));
const drawing: Drawing = {
  frames: [
    snapshot(
      all.map(({ backend }) => backend),
      { workflows: all.slice(0, 1).map(({ workflow }) => workflow) },
    ),
  ],
  nowSecond: 400,
};
const titles = (html: string) => [...html.matchAll(/data-incident="([a-z-]+)/g)].map(([, rule]) => rule);

test('two are shown, the most urgent open, and the rest counted', () => {
  const html = drawn(<IncidentCards />, drawing);
  expect(titles(html)).toHaveLength(2);
  expect(titles(html)[0]).toBe('same-failure');
  expect(buttons(html).at(-1)).toBe('1 more incident');
  expect(html.match(/aria-expanded="true"/g)).toHaveLength(1);
});

test('one on a narrow screen, closed', () => {
  const html = drawn(<IncidentCards />, { ...drawing, narrow: true });
  expect(titles(html)).toHaveLength(1);
  expect(buttons(html).at(-1)).toBe('2 more incidents');
});

test('nothing when nothing is wrong', () => {
  expect(words(<IncidentCards />, { frames: [snapshot([])] })).toBe('');
});
