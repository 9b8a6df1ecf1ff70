import { describe, expect, it } from 'vitest';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { nextOrder, sortRows, type Order } from '../../../web/fleet/row-order.ts';
import { at, backend, summary, zeroMs } from '../views.ts';

const nowMs = zeroMs + 600_000;
const up = (sort: Order['sort']): Order => ({ sort, descending: false });
const down = (sort: Order['sort']): Order => ({ sort, descending: true });

/** In the order of their names, as they come. */
const rows: BackendSummary[] = [
  backend('a', { status: 'installing', workflow: 'sles', run: summary({ startedAt: at(50), stageAt: at(300), stages: 'ddn.' }) }),
  backend('b', {
    status: 'failed',
    workflow: 'redhat',
    run: summary({ status: 'failed', startedAt: at(20), since: at(100), stages: 'ddf.' }),
  }),
  backend('c', { status: 'idle', workflow: 'sles' }),
  backend('d', { status: 'installing', workflow: 'redhat', run: summary({ startedAt: at(90), stageAt: at(200), stages: 'dn..' }) }),
];

it.each<[Order, string]>([
  [up('urgency'), 'badc'],
  [up('host'), 'abcd'],
  [down('host'), 'dcba'],
  [up('workflow'), 'bdac'],
  [down('workflow'), 'acbd'],
  [up('stage'), 'cdab'],
  [down('stage'), 'badc'],
  [up('time'), 'cadb'],
  [down('time'), 'bdac'],
  [up('started'), 'cbad'],
  [down('started'), 'dabc'],
])('%j', (order, ids) => {
  expect(
    sortRows(rows, order, nowMs)
      .map(({ id }) => id)
      .join(''),
  ).toBe(ids);
});

describe('a click on', () => {
  it.each<[Order['sort'], Order, Order]>([
    ['host', up('urgency'), up('host')],
    ['host', up('host'), down('host')],
    ['host', down('host'), up('urgency')],
    ['time', up('urgency'), down('time')],
    ['time', down('time'), up('time')],
    ['time', up('time'), up('urgency')],
    ['started', up('host'), down('started')],
    ['urgency', down('time'), up('urgency')],
  ])('%s after %j: %j', (clicked, present, next) => {
    expect(nextOrder(present, clicked)).toEqual(next);
  });
});
