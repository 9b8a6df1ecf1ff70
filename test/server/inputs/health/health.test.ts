import { describe, expect, it } from 'vitest';
import {
  createMqttJsonlParser,
  type HealthMessage,
  readHealthMessage,
  readRecordedMessage,
} from '../../../../server/inputs/health/health.ts';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import { logLine, mqttLines, receivedAtMs, silent, unparsed } from '../real-lines.ts';

const ip = '10.1.1.101';
const noMessage = { unparsed: 'neither a health message nor the name of a stage' };
const noSender = { unparsed: 'no sender: neither topic nor source is an IP, a MAC or a host name' };
const sshOpen = { systest: 'SSH_Open', flag: 'False', msg: '' };

const read = (payload: HealthMessage['payload'], more: Partial<HealthMessage> = {}) =>
  readHealthMessage({ topic: `health/${ip}`, payload, receivedAtMs, source: 'mqtt', ...more });

function observed(payload: HealthMessage['payload'], more: Partial<HealthMessage> = {}): Observation {
  const found = read(payload, more);
  if ('unparsed' in found) throw new Error(found.unparsed);
  return found;
}

const report = (stage: string, error = false, message: string | null = null) => ({ kind: 'report', stage, error, message });

it('makes an observation with its evidence', () => {
  const payload = '{"systest":"Partition_XML_Present","flag":"True","msg":"no file after 10 tries"}';
  expect(read(payload)).toEqual({
    sight: { kind: 'report', stage: 'Partition_XML_Present', error: true, message: 'no file after 10 tries' },
    who: { ip },
    observedAtMs: receivedAtMs,
    receivedAtMs,
    evidence: { source: 'mqtt', line: null, offset: null, text: payload },
  });
});

describe('a payload', () => {
  it('may be bytes, read as far as they are UTF-8', () => {
    expect(observed(Buffer.from('SSH_Open')).sight).toEqual(report('SSH_Open'));
    expect(observed(Buffer.from('{"systest":"A","msg":"caf\xe9"}', 'latin1')).sight).toEqual(report('A', false, 'caf\uFFFD'));
    expect(read(Buffer.from([0xff, 0xfe, 0x00]))).toEqual(noMessage);
  });

  it('is of the deployment that it names', () => {
    const event = { event: 'hostos/base-os-sw', deployment: 'hostos:mzone7204' };
    expect(observed(JSON.stringify(event)).deployment).toBe('hostos:mzone7204');
    expect(observed(JSON.stringify({ event: event.event }))).not.toHaveProperty('deployment');
  });

  it.each(['', '{}', 'SSH Open'])('%j is none', (payload) => {
    expect(read(payload)).toEqual(noMessage);
  });
});

const sentBy = (source: unknown) => JSON.stringify({ payload: 'SSH_Open', source });

describe('the sender', () => {
  it.each([
    ['health/10.1.1.101', 'SSH_Open', { ip }],
    ['health/::ffff:10.1.1.101', 'SSH_Open', { ip }],
    ['health/FD00:1::66', 'SSH_Open', { ip: 'fd00:1::66' }],
    ['health/52-54-00-AA-00-10', 'SSH_Open', { mac: '52:54:00:aa:00:10' }],
    ['health/Backend-0-0.local', 'SSH_Open', { host: 'backend-0-0.local' }],
    ['health', sentBy('10.1.1.101'), { ip }],
    ['health', sentBy('52:54:00:AA:00:10'), { mac: '52:54:00:aa:00:10' }],
    ['health', sentBy('Backend-0-0'), { host: 'backend-0-0' }],
    // Who may publish below a topic is the broker's matter; what stands in the message is anybody's.
    ['health/10.1.1.101', sentBy('10.1.1.102'), { ip }],
  ])('by topic %s and payload %s', (topic, payload, who) => {
    expect(observed(payload, { topic }).who).toEqual(who);
  });

  it.each([
    ['health', 'SSH_Open'],
    ['health', sentBy('')],
    ['health', sentBy('10.1.1.999')],
    ['health', sentBy('a b')],
    ['health', sentBy(5)],
    ['health/', 'SSH_Open'],
    ['health/', sentBy('10.1.1.101')],
    ['health/10.1.1.999', sentBy('10.1.1.101')],
    ['health/#', 'SSH_Open'],
    ['health/+', 'SSH_Open'],
    [`health/${'h'.repeat(254)}`, 'SSH_Open'],
  ])('is nobody by topic %s and payload %s', (topic, payload) => {
    expect(read(payload, { topic })).toEqual(noSender);
  });

  it.each([
    '',
    'healthy',
    'healthy/10.1.1.101',
    'Health/10.1.1.101',
    '/health/10.1.1.101',
    'health/10.1.1.101/x',
    'health/10.1.1.101/',
    'x',
  ])('is not looked for in topic %j', (topic) => {
    expect(read('SSH_Open', { topic })).toEqual({ unparsed: 'topic is not health or a sender below it' });
  });

  it.each([
    ['site/7/health/10.1.1.101', 'SSH_Open'],
    ['site/7/health', sentBy(ip)],
  ])('below another root: %s', (topic, payload) => {
    expect(observed(payload, { topic, topicRoot: 'site/7/health' }).who).toEqual({ ip });
    expect(read(payload, { topic: `health/${ip}`, topicRoot: 'site/7/health' })).toEqual({
      unparsed: 'topic is not site/7/health or a sender below it',
    });
  });
});

const timeAt = (time: unknown, more: Partial<HealthMessage> = {}) => {
  const { observedAtMs } = observed(JSON.stringify({ payload: 'SSH_Open', time }), more);
  return new Date(observedAtMs).toISOString();
};

describe('the time', () => {
  it('is that of the message, read in the zone of the log; that of its arrival where the message says none that can be', () => {
    expect(timeAt('Sat Nov 21 01:05:12 2026')).toBe('2026-11-21T01:05:12.000Z');
    expect(timeAt('Fri Nov 20 20:05:12 2026', { timeZone: 'America/New_York' })).toBe('2026-11-21T01:05:12.000Z');
    for (const time of ['soon', null, {}, undefined]) expect(timeAt(time)).toBe('2026-11-21T06:00:00.000Z');
  });

  it('is that of its arrival at the broker, if somebody kept it, in whole milliseconds', () => {
    const arrivedAtMs = Date.UTC(2026, 10, 21, 1, 6, 20) + 111.4;
    expect(observed('SSH_Open', { arrivedAtMs })).toMatchObject({ observedAtMs: Math.round(arrivedAtMs), receivedAtMs });
    expect(timeAt('Sat Nov 21 01:07:20 2026', { arrivedAtMs })).toBe('2026-11-21T01:07:20.000Z');
    expect(timeAt('Sat Nov 21 01:07:21 2026', { arrivedAtMs }), 'after it').toBe('2026-11-21T01:06:20.111Z');
  });

  it('is not looked for in a bare report', () => {
    expect(observed(JSON.stringify({ ...sshOpen, time: 'Sat Nov 21 01:05:12 2026' })).observedAtMs).toBe(receivedAtMs);
  });
});

const ofMessage = (msg: string) => JSON.stringify({ systest: 'A', msg });

/** Of so many bytes. */
const padded = (bytes: number) => ofMessage('x'.repeat(bytes - ofMessage('').length));

describe('sizes', () => {
  const tooLong = { unparsed: 'payload over 64 KiB' };

  it('takes 64 KiB and not a byte more, of text or bytes', () => {
    expect(observed(padded(65_536)).sight).toEqual(report('A', false, 'x'.repeat(2000)));
    expect(observed(Buffer.from(padded(65_536))).sight).toMatchObject({ stage: 'A' });
    expect(read(padded(65_537))).toEqual(tooLong);
    expect(read(Buffer.alloc(65_537, 'x'))).toEqual(tooLong);
  });

  it('counts bytes, not characters', () => {
    expect(read(ofMessage('€'.repeat(22_000)))).toEqual(tooLong);
  });

  it('keeps 2,000 characters as evidence', () => {
    const payload = padded(5000);
    expect(observed(payload).evidence.text).toBe(payload.slice(0, 2000));
  });
});

const parseRecord = (text: string, options = {}) => createMqttJsonlParser(options).parse(logLine(text, 'mqtt.jsonl'));
const record = (more: object) => JSON.stringify({ timestamp: 1_795_223_180.1114063, topic: `health/${ip}`, payload: 'SSH_Open', ...more });

describe('a recording', () => {
  const atMs = Date.parse('2026-11-21T01:06:20.111Z');

  it.each(mqttLines)('%s', (text) => {
    expect(parseRecord(text)).toEqual({
      kind: 'reading',
      atMs,
      observations: [
        {
          sight: { kind: 'heartbeat', ok: true, text: 'online, ssh up' },
          who: { ip },
          observedAtMs: atMs,
          receivedAtMs,
          evidence: { source: 'mqtt.jsonl', line: 7, offset: 1234, text },
        },
      ],
    });
  });

  it('goes by the time of the message, read in the zone of the log', () => {
    const text = record({ payload: JSON.stringify({ payload: 'SSH_Open', time: 'Fri Nov 20 20:05:12 2026' }) });
    const sentAtMs = Date.parse('2026-11-21T01:05:12Z');
    expect(parseRecord(text, { timeZone: 'America/New_York' })).toMatchObject({
      kind: 'reading',
      atMs: sentAtMs,
      observations: [{ observedAtMs: sentAtMs }],
    });
  });

  it('judges the time of the message by when it reached the broker', () => {
    const text = record({ payload: JSON.stringify({ payload: 'SSH_Open', time: 'Sat Nov 21 03:00:00 2026' }) });
    expect(parseRecord(text)).toMatchObject({ kind: 'reading', atMs, observations: [{ observedAtMs: atMs }] });
  });

  it('keeps the whole line as evidence', () => {
    const text = record({ payload: JSON.stringify({ systest: 'A', msg: 'x'.repeat(5000) }) });
    expect(parseRecord(text)).toMatchObject({ observations: [{ evidence: { text } }] });
  });

  it.each(['sensors/10.1.1.101', 'healthy', 'health/10.1.1.101/x', '', '$SYS/broker/uptime'])('of topic %j is irrelevant', (topic) => {
    expect(parseRecord(record({ topic, payload: 'neither' }))).toEqual(silent(atMs));
  });

  it('goes by the root of the topics', () => {
    expect(parseRecord(record({}), { topicRoot: 'site' })).toEqual(silent(atMs));
    expect(parseRecord(record({ topic: `site/${ip}` }), { topicRoot: 'site' })).toMatchObject({ kind: 'reading', atMs });
  });

  it.each([
    record({ payload: '' }),
    record({ payload: '{"systest":5}' }),
    record({ payload: 'x'.repeat(65_537) }),
    record({ topic: 'health' }),
    record({ topic: 'health/10.1.1.999' }),
  ])('is odd, with its time: %s', (text) => {
    expect(parseRecord(text)).toEqual(unparsed(atMs));
  });

  it.each([
    '',
    'null',
    '5',
    '[]',
    '{}',
    mqttLines[0]?.slice(0, -1) ?? '',
    mqttLines[0]?.slice(1) ?? '',
    `${mqttLines[0]}${mqttLines[0]}`,
    record({ timestamp: '1795223180' }),
    record({ timestamp: -1 }),
    record({ timestamp: 8.64e12 + 1 }),
    record({ timestamp: null }),
    record({ topic: undefined }),
    record({ topic: 5 }),
    record({ payload: undefined }),
    record({ payload: sshOpen }),
    `[${record({})}]`,
    'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0',
  ])('is odd, without a time: %s', (text) => {
    expect(readRecordedMessage(text)).toBeUndefined();
    expect(parseRecord(text)).toBe('unparsed');
  });
});
