// The exported list of events.
import { expect, test } from 'vitest';
import { eventColumns } from '../../../web/events/event-columns.ts';
import { at, backend, event, line } from '../views.ts';

const cells = (of: ReturnType<typeof event>) => Object.fromEntries(eventColumns.map((column) => [column.name, column.of(of)]));

test('an event with its log line', () => {
  const told = event(7, backend('n1', { ip: '10.1.1.1' }), { evidence: line('dhcpd: DHCPACK', 21) });
  expect(cells(told)).toMatchObject({ seq: 7, at: at(0), backend: 'n1', ip: '10.1.1.1', stage: 'DHCPACK', source: 'messages', line: 21 });
});

test('an action has an author and no line', () => {
  expect(cells(event(8, backend('n1'), { kind: 'muted', author: 'anna' }))).toMatchObject({
    kind: 'muted',
    author: 'anna',
    source: null,
    text: null,
  });
});

test('a backend without a name has its address', () => {
  expect(cells(event(9, backend('52:54', { host: null, ip: '10.1.1.9' })))['backend']).toBe('10.1.1.9');
});
