// The heads of the table's columns; a click sorts by the column. Keep in step with the cells of a row and with .table-columns.
import { go } from '../address.ts';
import { nextOrder, type Order } from '../fleet/row-order.ts';
import type { SortKey } from '../fleet/sort-keys.ts';

export const columns: readonly { title: string; sort: SortKey | null; cell: string }[] = [
  { title: 'Status', sort: 'urgency', cell: 'status' },
  { title: 'Host', sort: 'host', cell: 'host' },
  { title: 'Workflow', sort: 'workflow', cell: 'workflow' },
  { title: 'Stages', sort: null, cell: 'bar' },
  { title: 'Stage and next', sort: 'stage', cell: 'stage' },
  { title: 'Time in stage', sort: 'time', cell: 'time' },
  { title: 'Started', sort: 'started', cell: 'started' },
  { title: 'Ends', sort: null, cell: 'end' },
];

export function ColumnHeads({ order }: { order: Order }) {
  return (
    <div className="table-heads table-columns" role="row" aria-rowindex={1}>
      {columns.map(({ title, sort, cell }) => (
        <span key={title} role="columnheader" className={`cell-${cell}`} aria-sort={sort === null ? undefined : ariaSort(sort, order)}>
          {sort === null ? title : <SortButton title={title} sort={sort} order={order} />}
        </span>
      ))}
    </div>
  );
}

function SortButton({ title, sort, order }: { title: string; sort: SortKey; order: Order }) {
  const arrow = order.sort !== sort || sort === 'urgency' ? '' : order.descending ? ' ↓' : ' ↑';
  return (
    <button type="button" className="sort-button" onClick={() => go(nextOrder(order, sort), 'replace')}>
      {title}
      <span aria-hidden="true">{arrow}</span>
    </button>
  );
}

/** Sorting by urgency is neither ascending nor descending. */
function ariaSort(sort: SortKey, order: Order): 'none' | 'other' | 'ascending' | 'descending' {
  if (order.sort !== sort) return 'none';
  if (sort === 'urgency') return 'other';
  return order.descending ? 'descending' : 'ascending';
}
