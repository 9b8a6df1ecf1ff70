import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Meter } from '../../../web/ui/meter.tsx';

test.each([
  [-1, '<span style="width:0%"></span>', false],
  [0.25, '<span style="width:25%"></span>', false],
  [1.5, '<span style="width:100%"></span>', true],
])('a share of %s', (share, bar, over) => {
  const html = renderToStaticMarkup(<Meter share={share} />);
  expect(html).toContain(bar);
  expect(html.includes('meter-over')).toBe(over);
  expect(html).toContain('aria-hidden="true"');
});
