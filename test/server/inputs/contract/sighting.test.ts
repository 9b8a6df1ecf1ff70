import { expect, it } from 'vitest';
import { evidenceOf, readingOfLine, type Sighting } from '../../../../server/inputs/contract/sighting.ts';
import { logLine, receivedAtMs, silent, unparsed } from '../real-lines.ts';

const text = 'Nov 21 01:05:20 frontend-0-0 dhcpd[127]: DHCPACK on 10.1.1.101 to 52:54:00:aa:00:10 via eth0';
const atMs = Date.UTC(2026, 10, 21, 1, 5, 20);
const evidence = { source: 'messages', line: 7, offset: 1234, text };
const seen: Sighting = { sight: { kind: 'dhcp', message: 'ACK', note: null }, who: { mac: '52:54:00:aa:00:10', ip: '10.1.1.101' } };

it('the evidence is the line with its place', () => {
  expect(evidenceOf(logLine(text))).toEqual(evidence);
});

it('what was seen has the time and the evidence of its line', () => {
  expect(readingOfLine(logLine(text), atMs, seen)).toEqual({
    kind: 'reading',
    atMs,
    observations: [{ ...seen, observedAtMs: atMs, receivedAtMs, evidence }],
  });
});

it.each<[string, Partial<Sighting>]>([
  ['a lease', { lease: { ip: '10.1.1.101', host: 'backend-0-0' } }],
  ['the name of who was served', { named: 'backend-0-0' }],
  ['the deployment', { deployment: 'hostos:mzone7204' }],
  ['its own time', { observedAtMs: atMs - 60_000 }],
  ['its own proof', { evidence: { source: 'mqtt', line: null, offset: null, text: 'SSH_Open' } }],
])('may bring along %s', (_, more) => {
  const { atMs: lineMs, observations } = readingOfLine(logLine(text), atMs, { ...seen, ...more });
  expect(lineMs).toBe(atMs);
  expect(observations).toEqual([{ ...seen, observedAtMs: atMs, receivedAtMs, evidence, ...more }]);
});

it('has no more fields than it needs', () => {
  const [observation] = readingOfLine(logLine(text), atMs, { ...seen, deployment: undefined }).observations;
  expect(Object.keys(observation ?? {})).toEqual(['sight', 'who', 'observedAtMs', 'receivedAtMs', 'evidence']);
});

it('a line in which nothing is seen has its time, and whether it was understood', () => {
  expect(readingOfLine(logLine(text), atMs, 'irrelevant')).toEqual(silent(atMs));
  expect(readingOfLine(logLine(text), atMs, 'unparsed')).toEqual(unparsed(atMs));
});
