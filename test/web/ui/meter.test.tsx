// The bar of a limit: how much of it is filled, and when it is over.
import { expect, test } from 'vitest';
import { Meter } from '../../../web/ui/meter.tsx';
import { drawn } from '../drawn.tsx';

test.each([
  [-1, 'width:0%', false],
  [0.25, 'width:25%', false],
  [1.5, 'width:100%', true],
])('a share of %s is drawn with %s', (share, width, over) => {
  const html = drawn(<Meter share={share} />);
  expect(html).toContain(width);
  expect(html.includes('meter-over')).toBe(over);
  expect(html).toContain('aria-hidden="true"');
});
