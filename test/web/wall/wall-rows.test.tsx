// The backends on the wall; how many fit is known to the browser only.
import { expect, test } from 'vitest';
import { WallRows } from '../../../web/wall/wall-rows.tsx';
import { words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { backend } from '../views.ts';

test.each([
  ['nothing', [backend('n1')], '✔ Nothing needs you'],
  ['an install', [played(stories.installing, 'n1').backend], '✔ Nothing needs you 1 more installing, acknowledged or muted'],
  ['a failure', [played(stories.failed, 'n1').backend], '1 more need you'],
])('without any room, of %s', (_, backends, text) => {
  expect(words(<WallRows backends={backends} letterPx={20} />)).toBe(text);
});
