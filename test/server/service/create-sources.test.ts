import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../server/settings/settings.ts';
import { createSources } from '../../../server/service/create-sources.ts';
import { keptLog } from '../inputs/following/silent-log.ts';

function namesOf(sources: object[]): string[] {
  const settings = parseSettings({ sources }, 'test');
  return createSources(settings, { localBrokerPort: null, nowMs: () => 0, log: keptLog().log }).map((source) => source.name);
}

describe('the names of sources', () => {
  it.each([
    ['the file’s', [{ type: 'syslog', path: '/var/log/messages' }], ['messages']],
    ['the given one', [{ type: 'syslog', path: '/var/log/messages', name: 'rack 1' }], ['rack 1']],
    [
      'the path where two files have the same',
      [
        { type: 'access-log', path: '/var/log/a/access_log' },
        { type: 'access-log', path: '/var/log/b/access_log' },
        { type: 'ssl-access-log', path: '/var/log/a/ssl_access_log' },
      ],
      ['/var/log/a/access_log', '/var/log/b/access_log', 'ssl_access_log'],
    ],
    [
      'the type of what listens or subscribes',
      [{ type: 'smq-zmq' }, { type: 'smq-udp' }, { type: 'fai' }, { type: 'syslog-udp' }, { type: 'syslog-tcp' }],
      ['smq-zmq', 'smq-udp', 'fai', 'syslog-udp', 'syslog-tcp'],
    ],
    [
      'type and port where two have the same',
      [{ type: 'fai' }, { type: 'fai', port: 4712 }],
      ['fai at TCP 0.0.0.0:4711', 'fai at TCP 0.0.0.0:4712'],
    ],
    ['the topic', [{ type: 'mqtt', url: 'mqtt://broker' }], ['health']],
    [
      'topic and broker where two brokers have the same',
      [
        { type: 'mqtt', url: 'mqtt://a' },
        { type: 'mqtt', url: 'mqtt://b' },
      ],
      ['health at mqtt://a', 'health at mqtt://b'],
    ],
  ])('are %s', (_what, sources, names) => {
    expect(namesOf(sources)).toEqual(names);
  });
});
