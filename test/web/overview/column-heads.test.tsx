// The heads of the columns, and by which of them the table is sorted.
import { expect, test } from 'vitest';
import { ColumnHeads } from '../../../web/overview/column-heads.tsx';
import { drawn, textOf } from '../drawn.tsx';
import type { Order } from '../../../web/fleet/row-order.ts';

function sorted(order: Order): string[] {
  const html = drawn(<ColumnHeads order={order} />);
  const heads = html.split('role="columnheader"').slice(1);
  return heads.flatMap((head) => {
    const how = /aria-sort="(\w+)"/.exec(head)?.[1] ?? 'none';
    return how === 'none' ? [] : [`${textOf(`<${head}`.replace(/<span [^>]*$/, ''))} ${how}`];
  });
}

test.each([
  [{ sort: 'urgency', descending: false }, ['Status other']],
  [{ sort: 'host', descending: false }, ['Host ↑ ascending']],
  [{ sort: 'time', descending: true }, ['Time in stage ↓ descending']],
] as const)('%j: %j', (order, expected) => {
  expect(sorted(order)).toEqual(expected);
});

test('columns without an order have no button', () => {
  const html = drawn(<ColumnHeads order={{ sort: 'urgency', descending: false }} />);
  expect(html.match(/<button/g)).toHaveLength(6);
  expect(textOf(html)).toBe('Status Host Workflow Stages Stage and next Time in stage Started Ends');
});
