// The button of a filter menu says what it filters by.
import { expect, test } from 'vitest';
import { FilterMenu } from '../../../web/ui/filter-menu.tsx';
import { drawn, elements } from '../drawn.tsx';

const options = ['failed', 'late'].map((value) => ({ value, content: value }));

test.each([
  { chosen: [], text: 'Status: all ▾', filtering: 'false' },
  { chosen: ['failed'], text: 'Status: failed ▾', filtering: 'true' },
  { chosen: ['failed', 'late'], text: 'Status: failed, late ▾', filtering: 'true' },
])('$text', ({ chosen, text, filtering }) => {
  const html = drawn(<FilterMenu label="Status" options={options} chosen={chosen} onChange={() => {}} />);
  expect(elements(html, 'button')).toMatchObject([{ text, attributes: { 'data-filtering': filtering, 'aria-haspopup': 'menu' } }]);
});
