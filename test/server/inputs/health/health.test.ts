import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../../server/inputs/health/health-body.ts';
import { readHealthTime } from '../../../../server/inputs/health/health-time.ts';
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

const sightOf = (body: object) => observed(JSON.stringify(body)).sight;
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

describe('an event', () => {
  const body = { event: 'hostos/base-os-sw', version: '3.4.83', flag: 'False', msg: '', deployment: 'hostos:mzone7204' };
  const event = { kind: 'event', name: 'hostos/base-os-sw', phase: 'finish', error: false, part: null, text: 'hostos/base-os-sw' };

  it('has its version, and is of a deployment', () => {
    expect(observed(JSON.stringify(body))).toMatchObject({ sight: { ...event, version: '3.4.83' }, deployment: 'hostos:mzone7204' });
  });

  it('may be an error, without either', () => {
    const found = observed(JSON.stringify({ event: body.event, flag: 'True', msg: 'no room', version: '' }));
    expect(found.sight).toEqual({ ...event, error: true, text: 'no room' });
    expect('deployment' in found).toBe(false);
  });

  it.each(['', 'hostos', '/x', 'hostos/', 'hostos/a b', 'x'.repeat(300), 5])('is not called %j', (name) => {
    expect(read(JSON.stringify({ ...body, event: name }))).toEqual(noMessage);
  });
});

describe('a payload', () => {
  const text = JSON.stringify(sshOpen);

  it.each([
    ['the JSON itself', text],
    ['the JSON with blanks around', ` ${text}\r\n`],
    ['the JSON behind its channel', `health ${text}`],
    ['the name of the stage', 'SSH_Open'],
    ['the name with a line end', 'SSH_Open\n'],
    ['the name behind its channel', 'health  SSH_Open'],
    ['a message of the old queue', JSON.stringify({ id: 1, payload: text, ttl: 300, source: ip, time: 'Sat Nov 21 01:05:12 2026' })],
    ['a message of the old queue with its channel', JSON.stringify({ payload: `health ${text}` })],
    ['a message around the name', JSON.stringify({ payload: 'SSH_Open' })],
    ['a message around an object', JSON.stringify({ payload: sshOpen })],
    ['a message with source and time of other types', JSON.stringify({ payload: text, source: 5, time: {} })],
    ['a report that has a payload of its own', JSON.stringify({ ...sshOpen, payload: 5 })],
    ['bytes', Buffer.from(text)],
  ])('%s', (_, payload) => {
    expect(observed(payload).sight).toEqual(report('SSH_Open'));
  });

  it.each([
    '',
    ' ',
    '{',
    '{}',
    '[]',
    '5',
    '"SSH_Open"',
    '[{"systest":"SSH_Open"}]',
    'SSH-Open',
    '1SSH',
    'SSH Open',
    'Zürich',
    'S'.repeat(65),
    'healthy {"systest":"SSH_Open"}',
    'health{"systest":"SSH_Open"}',
    '{"payload":""}',
    '{"payload":[{"systest":"SSH_Open"}]}',
    '{"payload":"{\\"payload\\":\\"SSH_Open\\"}"}',
    '{"__proto__":{"systest":"SSH_Open"}}',
    '{"systest":"SSH_Open"} {"systest":"SSH_Open"}',
    '\uFEFF{',
  ])('%j is none', (payload) => {
    expect(read(payload)).toEqual(noMessage);
  });

  it('of bytes that are no UTF-8 is read as far as it goes', () => {
    expect(observed(Buffer.from('{"systest":"A","msg":"caf\xe9"}', 'latin1')).sight).toEqual(report('A', false, 'caf\uFFFD'));
    expect(read(Buffer.from([0xff, 0xfe, 0x00]))).toEqual(noMessage);
  });
});

describe('a report', () => {
  it.each([
    [{ systest: 'A', flag: 'True', msg: 'why' }, report('A', true, 'why')],
    [{ systest: 'A', flag: 'true' }, report('A', true)],
    [{ systest: 'A', flag: 'FALSE' }, report('A')],
    [{ systest: 'A', flag: true }, report('A', true)],
    [{ systest: 'A', flag: false, msg: 'fine' }, report('A', false, 'fine')],
    [{ systest: 'A', flag: null, msg: null }, report('A')],
    [{ systest: 'A', msg: '  ' }, report('A')],
    [{ systest: ' A ' }, report('A')],
    [{ systest: 'S'.repeat(64) }, report('S'.repeat(64))],
    [{ systest: 'A', extra: { deep: [1] } }, report('A')],
    // Of several, the report is what was meant.
    [{ systest: 'A', state: 'online', ssh: 'up' }, report('A')],
    [{ systest: 'Installation_Stalled', flag: 'False', msg: 'YPushButton.cc' }, report('Installation_Stalled', false, 'YPushButton.cc')],
  ])('%j', (body, sight) => {
    expect(sightOf(body)).toEqual(sight);
  });

  it.each([
    { systest: '' },
    { systest: ' ' },
    { systest: 'S'.repeat(65) },
    { systest: 5 },
    { systest: null },
    { systest: ['A'] },
    { systest: 'A', flag: 'yes' },
    { systest: 'A', flag: '' },
    { systest: 'A', flag: 1 },
    { systest: 'A', msg: 5 },
    { systest: 'A', state: 5 },
    { flag: 'True', msg: 'of what?' },
  ])('is not %j', (body) => {
    expect(read(JSON.stringify(body))).toEqual(noMessage);
  });
});

describe('a state', () => {
  it.each([
    ['Installation_Stalled YPushButton.cc(123): no such file', report('Installation_Stalled', false, 'YPushButton.cc(123): no such file')],
    ['Installation_Stalled: libzypp', report('Installation_Stalled', false, 'libzypp')],
    ['Installation_Stalled:', report('Installation_Stalled')],
    ['Installation_Stalled', report('Installation_Stalled')],
    [' Install_Stalled why ', report('Install_Stalled', false, 'why')],
    ['Installation_Stalled\nYPushButton.cc\nline 2', report('Installation_Stalled', false, 'YPushButton.cc line 2')],
    ['Installation_Stalled why\u2028and how', report('Installation_Stalled', false, 'why\u2028and how')],
    ['Installation_Stalled_Again', { kind: 'text', text: 'Installation_Stalled_Again' }],
    ['installation_stalled', { kind: 'text', text: 'installation_stalled' }],
    ['no Installation_Stalled', { kind: 'text', text: 'no Installation_Stalled' }],
    ['install initializing storage', { kind: 'text', text: 'install initializing storage' }],
    ['online', { kind: 'text', text: 'online' }],
  ])('%j', (state, sight) => {
    expect(sightOf({ state })).toEqual(sight);
  });

  it.each([
    [{ state: 'failed', msg: 'no disk' }, 'no disk'],
    [{ state: 'failed' }, 'the installer has failed'],
  ])('of an install that has failed: %j', (body, text) => {
    expect(sightOf(body)).toEqual({ kind: 'event', name: 'installer/failed', phase: 'finish', error: true, part: 'install', text });
  });

  it('that has stalled is no heartbeat', () => {
    expect(sightOf({ state: 'Installation_Stalled why', ssh: 'up' })).toEqual(report('Installation_Stalled', false, 'why'));
  });

  it.each([{ state: '' }, { state: ' \n' }, { state: 5 }, { state: null }])('is not %j', (body) => {
    expect(read(JSON.stringify(body))).toEqual(noMessage);
  });
});

describe('a heartbeat', () => {
  it.each([
    [{ state: 'online', ssh: 'up' }, true, 'online, ssh up'],
    [{ state: 'online', ssh: ' up\n' }, true, 'online, ssh up'],
    [{ state: 'online', ssh: 'down' }, false, 'online, ssh down'],
    [{ state: 'online', ssh: 'UP' }, false, 'online, ssh UP'],
    [{ state: 'online', ssh: '' }, false, 'online, ssh unknown'],
    [{ state: 'online', ssh: true }, false, 'online, ssh true'],
    [{ state: 'online', ssh: 1 }, false, 'online, ssh 1'],
    [{ state: 'online', ssh: null }, false, 'online, ssh null'],
    [{ state: 'offline', ssh: 'up' }, false, 'offline, ssh up'],
    [{ state: '', ssh: 'up' }, false, 'no state, ssh up'],
    [{ ssh: 'up' }, false, 'no state, ssh up'],
  ])('%j', (body, ok, text) => {
    expect(sightOf(body)).toEqual({ kind: 'heartbeat', ok, text });
  });

  it.each([
    { state: 'online', ssh: {} },
    { state: 'online', ssh: ['up'] },
    { state: 1, ssh: 'up' },
  ])('is not %j', (body) => {
    expect(read(JSON.stringify(body))).toEqual(noMessage);
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
  const received = '2026-11-21T06:00:00.000Z';

  it.each([
    ['Sat Nov 21 01:05:12 2026', '2026-11-21T01:05:12.000Z'],
    ['Sun Nov  1 01:05:12 2026', '2026-11-01T01:05:12.000Z'],
    ['Sun Nov 1 01:05:12 2026', '2026-11-01T01:05:12.000Z'],
    ['Nov 21 01:05:12 2026', '2026-11-21T01:05:12.000Z'],
    ['Thu Feb 29 12:00:00 2024', '2024-02-29T12:00:00.000Z'],
    [1_795_223_112, '2026-11-21T01:05:12.000Z'],
    [1_795_223_112.2504, '2026-11-21T01:05:12.250Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    // A minute ahead is a clock as clocks are.
    ['Sat Nov 21 06:01:00 2026', '2026-11-21T06:01:00.000Z'],
    [1_795_240_860, '2026-11-21T06:01:00.000Z'],
  ])('is that of the message: %j', (time, iso) => {
    expect(timeAt(time)).toBe(iso);
  });

  it.each([
    'Sat Nov 21 06:01:01 2026',
    1_795_240_860.001,
    1_795_223_112_000,
    -1,
    1e300,
    'Mon Nov 31 01:05:12 2026',
    'Sun Feb 29 12:00:00 2026',
    'Sat Nov 21 24:05:12 2026',
    'Sat Nov 21 01:05:60 2026',
    'Sat Nov 21 01:05 2026',
    'Sat Nov 21 01:05:12 UTC 2026',
    'Sat Nov 21 01:05:12 1969',
    '2026-11-21T01:05:12Z',
    '1795223112',
    'soon',
    '',
    null,
    {},
    undefined,
  ])('is that of its arrival, where the message says %j', (time) => {
    expect(timeAt(time)).toBe(received);
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

  it.each([
    ['America/New_York', 'Fri Nov 20 20:05:12 2026', '2026-11-21T01:05:12.000Z'],
    ['America/New_York', 'Wed Jul  1 12:00:00 2026', '2026-07-01T16:00:00.000Z'],
    // The hour that comes twice, and the one that never comes.
    ['America/New_York', 'Sun Nov  1 01:30:00 2026', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', 'Sun Mar  8 02:30:00 2026', '2026-03-08T07:30:00.000Z'],
    ['Asia/Kolkata', 'Sat Nov 21 06:35:12 2026', '2026-11-21T01:05:12.000Z'],
    ['UTC', 'Sat Nov 21 01:05:12 2026', '2026-11-21T01:05:12.000Z'],
    ['America/New_York', 1_795_223_112, '2026-11-21T01:05:12.000Z'],
    ['America/New_York', 'Sat Nov 21 01:05:12 2026', received],
  ])('in %s: %j is %s', (timeZone, time, iso) => {
    expect(timeAt(time, { timeZone })).toBe(iso);
  });

  it('needs a zone that exists', () => {
    expect(() => readHealthTime('Sat Nov 21 01:05:12 2026', { arrivedAtMs: receivedAtMs, timeZone: 'Mars/Olympus' })).toThrow(RangeError);
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

describe('control characters', () => {
  it.each([
    ['a\u0000b\u001B[31mc', 'a b [31mc'],
    ['\r\n a\t\nb \u007F\u0085', 'a  b'],
    ['\u001B]0;title\u0007', ']0;title'],
    ['cut \uD83D', 'cut \uFFFD'],
    ['café 😀', 'café 😀'],
    ['x'.repeat(2001), 'x'.repeat(2000)],
    [`${'x'.repeat(1999)}😀`, `${'x'.repeat(1999)}\uFFFD`],
    ['\n', ''],
    ['', ''],
  ])('%j is shown as %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

  it.each([
    [{ systest: 'A\u0007B', msg: 'x\u001B[2Jy\n' }, report('A B', false, 'x [2Jy')],
    [{ state: 'x\u0000\u009By' }, { kind: 'text', text: 'x  y' }],
    [
      { state: 'on\u0000line', ssh: 'up\u001B' },
      { kind: 'heartbeat', ok: false, text: 'on line, ssh up' },
    ],
    [{ state: 'Installation_Stalled\u001B[31m' }, report('Installation_Stalled', false, '[31m')],
  ])('get through nowhere: %j', (body, sight) => {
    expect(sightOf(body)).toEqual(sight);
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
