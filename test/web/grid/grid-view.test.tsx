// The grid's view: loading, empty, no match, cells.
import { expect, test } from 'vitest';
import { GridView } from '../../../web/grid/grid-view.tsx';
import { drawn, words } from '../drawn.tsx';
import { backend, snapshot } from '../views.ts';

test.each([
  ['loading', {}, /^Loading the backends/],
  ['no machine yet', { frames: [snapshot([])] }, /^No machine has been seen yet\./],
  ['no match', { frames: [snapshot([backend('n1')])], address: '?search=x' }, /No backends match the filters\. Show all$/],
  ['cells', { frames: [snapshot([backend('n1')])] }, /Point at a cell/],
])('%s', (_, drawing, text) => {
  expect(words(<GridView />, drawing)).toMatch(text);
});

test('the grid has a name and can be reached by keyboard', () => {
  expect(drawn(<GridView />, { frames: [snapshot([backend('n1')])] })).toMatch(
    /role="grid" aria-label="Backends by rack"[^>]*tabindex="0"/i,
  );
});
