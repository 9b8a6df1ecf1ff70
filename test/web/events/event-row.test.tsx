// One event as a row.
import { expect, test } from 'vitest';
import { EventRow } from '../../../web/events/event-row.tsx';
import { drawn, elements, words } from '../drawn.tsx';
import { backend, event, line, zeroMs } from '../views.ts';

const request = '10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /profile.cgi HTTP/1.1" 500 571';
const row = (told: Parameters<typeof event>[2]) => <EventRow event={event(7, backend('n1'), told)} nowMs={zeroMs} />;

test.each([
  ['a stage', {}, '01:05:00 ▶ installing n1 DHCPACK'],
  ['a late one', { kind: 'late', status: 'late' }, '01:05:00 ◷ late n1 DHCPACK is late'],
  ['an action', { kind: 'acknowledged', status: 'failed', author: 'anna' }, '01:05:00 ✖ failed n1 DHCPACK acknowledged by anna'],
  ['maintenance, of no stage', { kind: 'muted', author: 'anna' }, '01:05:00 ▶ installing n1 muted by anna'],
  ['a message', { kind: 'text', message: 'formatting' }, '01:05:00 ▶ installing n1 DHCPACK installer message formatting'],
  [
    'a log line',
    { kind: 'failed', status: 'failed', message: request, evidence: line(request, 21) },
    '01:05:00 ✖ failed n1 DHCPACK failed messages:21 GET /profile.cgi 500 571 copy',
  ],
] as const)('%s', (_, told, text) => {
  expect(words(row(told))).toBe(text);
});

test('the machine is a link to its newest run, with the run of the event in the tooltip', () => {
  expect(elements(drawn(row({}), { address: '?view=events' }), 'a')).toMatchObject([
    { text: 'n1', attributes: { href: '/?view=events&backend=n1', title: 'n1@20261121T010500Z' } },
  ]);
});
