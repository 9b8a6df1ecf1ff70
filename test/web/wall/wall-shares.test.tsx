// The counts on the wall.
import { expect, test } from 'vitest';
import { countByStatus } from '../../../state-machines/view/urgency.ts';
import { WallShares } from '../../../web/wall/wall-shares.tsx';
import { drawn, elements, words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { backend } from '../views.ts';

const known = [backend('n1'), backend('n2'), played(stories.failed, 'n3').backend];
const shares = <WallShares counts={countByStatus(known)} total={1_003} />;

test('most urgent first, only what there is', () => {
  expect(elements(drawn(shares), 'li').map(({ text }) => text)).toEqual(['✖ 1 failed', '· 2 idle']);
  expect(words(shares)).toMatch(/1,003 backends$/);
});

test('the bar has their shares', () => {
  expect([...drawn(shares).matchAll(/tone-(\w+)" style="flex-grow:(\d)"/g)].map(([, ...part]) => part)).toEqual([
    ['failed', '1'],
    ['idle', '2'],
  ]);
});
