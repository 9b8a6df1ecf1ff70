import { expect, it } from 'vitest';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { HostOrder } from '../../../web/fleet/host-order.ts';
import { backend } from '../views.ts';

const mapOf = (backends: readonly BackendSummary[]): Map<string, BackendSummary> => new Map(backends.map((each) => [each.id, each]));
const namesOf = (backends: readonly BackendSummary[]): (string | null)[] => backends.map(({ host, ip, id }) => host ?? ip ?? id);

it.each([
  [['backend-0-10', 'backend-0-2', 'backend-0-1']],
  [['backend-10-0', 'backend-2-15', 'backend-2-3']],
  [['Rack-2', 'rack-1']],
  [['backend-1-0', 'backend-1']],
  [['node', 'Node1', 'node0']],
])('numbers count as numbers: %o', (names) => {
  const expected = names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  expect(namesOf(new HostOrder().arrange(mapOf(names.map((name) => backend(name)))))).toEqual(expected);
});

it('goes by host, else by address, else by id', () => {
  const given = [
    backend('52:54:00:aa:00:02', { host: null }),
    backend('a', { host: null, ip: '10.1.1.20' }),
    backend('b', { host: null, ip: '10.1.1.3' }),
  ];
  expect(namesOf(new HostOrder().arrange(mapOf(given)))).toEqual(['10.1.1.3', '10.1.1.20', '52:54:00:aa:00:02']);
});

it('orders two of the same name by their ids, whichever came first', () => {
  const twins = [backend('x2', { host: 'twin' }), backend('x1', { host: 'twin' })];
  for (const given of [twins, twins.toReversed()]) expect(new HostOrder().arrange(mapOf(given)).map(({ id }) => id)).toEqual(['x1', 'x2']);
});

const before = [backend('a', { host: 'n-2' }), backend('b', { host: 'n-1' })];
const [second, first] = before as [BackendSummary, BackendSummary];

it.each<[string, BackendSummary[], string[]]>([
  ['nothing', before, ['b', 'a']],
  ['one more', [...before, backend('c', { host: 'n-0' })], ['c', 'b', 'a']],
  ['one less', [second], ['a']],
  ['another name', [{ ...second, host: 'n-0' }, first], ['a', 'b']],
  ['one instead of another', [second, backend('c', { host: 'n-3' })], ['a', 'c']],
])('keeps the order right when there is %s', (_, then, ids) => {
  const order = new HostOrder();
  order.arrange(mapOf(before));
  expect(order.arrange(mapOf(then)).map(({ id }) => id)).toEqual(ids);
});

it('gives the newest of a backend whose name stays', () => {
  const order = new HostOrder();
  order.arrange(mapOf(before));
  const changed = { ...second, status: 'installed' as const };
  expect(order.arrange(mapOf([changed, first])).at(-1)).toBe(changed);
});
