// The second line of a row.
import { expect, test } from 'vitest';
import { WhyCell } from '../../../web/overview/why-cell.tsx';
import { drawn, words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { snapshot } from '../views.ts';

test('is a cell with the whole reason', () => {
  const { backend, workflow } = played(stories.failed);
  const frames = [snapshot([backend], { workflows: [workflow] })];
  const cell = <WhyCell backend={backend} urgency="needs you" />;
  expect(words(cell, { frames })).toBe('profile request failed: Profile_XML_Sent went wrong');
  expect(drawn(cell, { frames })).toMatch(/^<span role="gridcell" class="cell-why">/);
});
