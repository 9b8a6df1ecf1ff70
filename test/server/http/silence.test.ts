import { expect, it } from 'vitest';
import { silenceTroubles } from '../../../server/http/silence.ts';
import type { SourceStatus } from '../../../server/inputs/contract/source.ts';
import type { BackendStatus } from '../../../state-machines/vocabulary.ts';

const nowMs = Date.UTC(2026, 10, 21);
const minutesAgo = (minutes: number): number => nowMs - minutes * 60_000;
const syslog: SourceStatus = {
  name: 'messages',
  type: 'syslog',
  from: '/var/log/messages',
  alive: true,
  trouble: null,
  lines: 5,
  observations: 3,
  odd: 0,
  lastLineAtMs: minutesAgo(11),
  position: null,
  lagBytes: null,
  oddExamples: [],
  counters: {},
};
const troubles = (source: Partial<SourceStatus>, statuses: readonly BackendStatus[] = ['installing']): string[] =>
  silenceTroubles({ sources: [{ ...syslog, ...source }], statuses, nowMs });

it.each<[string, Partial<SourceStatus>, readonly BackendStatus[]]>([
  ['it had a line ten minutes ago', { lastLineAtMs: minutesAgo(10) }, ['installing']],
  ['it never had one', { lastLineAtMs: null }, ['installing']],
  ['it is another log', { type: 'access-log' }, ['installing']],
  ['it is not read: that is said elsewhere', { alive: false }, ['installing']],
  ['nothing is installed, or nothing goes on by itself', {}, ['idle', 'installed', 'failed', 'late']],
  ['there are no machines', {}, []],
])('a syslog is not silent when %s', (_, source, statuses) => {
  expect(troubles(source, statuses)).toEqual([]);
});

it('is, after ten minutes, while a machine is installing', () => {
  expect(troubles({}, ['idle', 'installing'])).toEqual([expect.stringMatching(/^messages: .*11 minutes.*\/var\/log\/messages/)]);
});
