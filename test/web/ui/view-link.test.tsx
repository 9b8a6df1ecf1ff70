// A link to another state of the page.
import { expect, test } from 'vitest';
import { ViewLink } from '../../../web/ui/view-link.tsx';
import { drawn, elements } from '../drawn.tsx';

test.each([
  ['', { view: 'grid' }, '/?view=grid'],
  ['?view=grid&status=failed', { backend: 'n1' }, '/?view=grid&status=failed&backend=n1'],
  ['?backend=n1', { backend: null }, '/'],
] as const)('from %j with %j to %j', (address, to, href) => {
  const html = drawn(
    <ViewLink to={to} className="text-link">
      there
    </ViewLink>,
    { address },
  );
  expect(elements(html, 'a')).toEqual([{ text: 'there', attributes: { class: 'text-link', href } }]);
});
