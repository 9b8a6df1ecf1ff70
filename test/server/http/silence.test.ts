import { describe, expect, it } from 'vitest';
import { silenceTroubles } from '../../../server/http/silence.ts';
import type { SourceStatus } from '../../../server/inputs/contract/source.ts';

const nowMs = Date.UTC(2026, 10, 21, 6);
const minute = 60_000;

function syslog(more: Partial<SourceStatus> = {}): SourceStatus {
  return {
    name: 'messages',
    type: 'syslog',
    from: '/var/log/messages',
    alive: true,
    trouble: null,
    lines: 1,
    observations: 0,
    odd: 0,
    lastLineAtMs: nowMs - 11 * minute,
    position: 'line 1 of messages',
    lagBytes: 0,
    oddExamples: [],
    counters: {},
    ...more,
  };
}

describe('a log that is silent', () => {
  it('is told, with what to check, while a machine installs', () => {
    expect(silenceTroubles({ sources: [syslog()], statuses: ['idle', 'installing'], nowMs })).toEqual([
      expect.stringMatching(/^messages: no new lines for 11 minutes while machines install; check that rsyslog .* \/var\/log\/messages/),
    ]);
  });

  it.each([
    ['nothing installs', syslog(), ['installed', 'late', 'idle']],
    ['it said something lately', syslog({ lastLineAtMs: nowMs - 10 * minute }), ['installing']],
    ['it never said anything', syslog({ lastLineAtMs: null }), ['installing']],
    ['it can’t be read, which is told anyway', syslog({ alive: false }), ['installing']],
    ['it is an access log', syslog({ type: 'access-log' }), ['installing']],
    ['it is the health channel', syslog({ type: 'mqtt' }), ['installing']],
  ] as const)('is no trouble when %s', (_, source, statuses) => {
    expect(silenceTroubles({ sources: [source], statuses, nowMs })).toEqual([]);
  });
});
