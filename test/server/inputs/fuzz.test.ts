// Every parser on text that nobody meant for it: it never throws, and what it gives is what a reading may be.
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import * as fc from '../../fuzzing.ts';
import * as z from 'zod';
import { createAccessLogParser } from '../../../server/inputs/web-logs/access-log.ts';
import { normaliseHost, normaliseIp, normaliseMac } from '../../../server/inputs/contract/addresses.ts';
import { readCloudInitEvent } from '../../../server/inputs/health/cloud-init-event.ts';
import { createCaddyParser } from '../../../server/inputs/caddy/caddy.ts';
import { createCobblerParser } from '../../../server/inputs/cobbler/install-log.ts';
import { readFaiLine } from '../../../server/inputs/fai/monitor-lines.ts';
import { createForwardedReader } from '../../../server/inputs/syslog/forwarded-syslog.ts';
import { createMqttJsonlParser, readHealthMessage } from '../../../server/inputs/health/health.ts';
import { readInstallerSyslog } from '../../../server/inputs/syslog/installer-syslog.ts';
import { createKadeploy2Parser } from '../../../server/inputs/kadeploy/kadeploy-2.ts';
import { createKadeployConsoleParser } from '../../../server/inputs/kadeploy/console.ts';
import { createKadeployLogParser } from '../../../server/inputs/kadeploy/log.ts';
import { createKeaLogParser } from '../../../server/inputs/kea/kea-log.ts';
import { createRecognisingParser } from '../../../server/inputs/any-log/recognising-parser.ts';
import { isUnparsed, timeOf, type Line, type Parser } from '../../../server/inputs/contract/parser.ts';
import { readTarget } from '../../../server/inputs/web-logs/request-target.ts';
import { readingOfLine, type Seen } from '../../../server/inputs/contract/sighting.ts';
import { readSmqMessage, splitSmqDatagram } from '../../../server/inputs/stacki/smq-message.ts';
import { createStarlingxLogParser } from '../../../server/inputs/starlingx/orchestrator-log.ts';
import { createXcatParser } from '../../../server/inputs/xcat/xcat-log.ts';
import { dhcpMessages, eventPhases, type Observation } from '../../../state-machines/vocabulary.ts';
import {
  accessLines,
  bootServerLines,
  caddyLines,
  cobblerLines,
  faiLines,
  installerSyslogLines,
  journalLines,
  kadeployLines,
  keaLines,
  logLine,
  mqttLines,
  observationsOf,
  receivedAtMs,
  starlingxLogLines,
  syslogLines,
  xcatLines,
} from './real-lines.ts';
import { createJournalParser, createParser, createSyslogParser, logFormats, programs, sniffFormat } from './readers.ts';

const parameters = { numRuns: fc.tries(300) };

const nowMs = () => receivedAtMs;
/** What reads messages that come by themselves, as a parser of lines. */
const asParser = (read: (text: string, sender: string) => Seen) => (): Parser => ({
  parse: (line) => readingOfLine(line, line.receivedAtMs, read(line.text, '10.1.1.101')),
});
/** What a boot server forwards is an observation of its own, with the time in it. */
function createForwardedParser(): Parser {
  const read = createForwardedReader({ timeZone: 'America/New_York', nowMs, programs });
  return {
    parse(line) {
      const seen = read(line.text, '10.1.1.1');
      return readingOfLine(line, typeof seen === 'string' ? line.receivedAtMs : (seen.observedAtMs ?? line.receivedAtMs), seen);
    },
  };
}

const parsers: [string, () => Parser][] = [
  ['syslog', () => createSyslogParser({ timeZone: 'America/New_York', nowMs })],
  ['syslog with a year', () => createSyslogParser({ timeZone: 'America/New_York', year: 2024, nowMs })],
  ['access log', createAccessLogParser],
  ['recorded messages', createMqttJsonlParser],
  ["Cobbler's log", createCobblerParser],
  ["Caddy's log", createCaddyParser],
  ["Kea's log", () => createKeaLogParser({ timeZone: 'America/New_York' })],
  ['the journal', createJournalParser],
  [
    'a log of any kind',
    () => createRecognisingParser({ recognise: sniffFormat }, (format) => createParser(format, { timeZone: 'America/New_York', nowMs })),
  ],
  ['what boot servers forward', createForwardedParser],
  ["xCAT's logs", () => createXcatParser({ timeZone: 'America/New_York', nowMs })],
  ["FAI's monitor", asParser(readFaiLine)],
  ["Kadeploy 3's text", createKadeployConsoleParser],
  ["Kadeploy 3's log of deployments", createKadeployLogParser],
  ["Kadeploy 2's text", createKadeploy2Parser],
  ["StarlingX's orchestrator", createStarlingxLogParser],
  ["an installer's syslog", asParser(readInstallerSyslog)],
];

const time = z.int();
const same = (normalise: (text: string) => string | undefined) => z.string().refine((text) => normalise(text) === text);
const who = z.strictObject({
  mac: same(normaliseMac).optional(),
  ip: same(normaliseIp).optional(),
  host: same(normaliseHost).optional(),
});
// Nothing that a terminal would obey, well-formed, and bounded.
const shown = z.string().refine((text) => text.length <= 2100 && text.isWellFormed() && !/\p{Cc}/u.test(text));
const sight = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('dhcp'),
    message: z.enum(dhcpMessages),
    note: z.string().min(1).nullable(),
    answers: z.enum(dhcpMessages).optional(),
  }),
  z.strictObject({ kind: z.literal('tftp'), file: z.string().min(1), error: z.string().min(1).nullable() }),
  z.strictObject({ kind: z.literal('http'), path: z.string().startsWith('/'), query: z.string(), status: z.int().min(0).max(999) }),
  z.strictObject({ kind: z.literal('report'), stage: shown.min(1).max(64), error: z.boolean(), message: shown.min(1).nullable() }),
  z.strictObject({ kind: z.literal('heartbeat'), ok: z.boolean(), text: shown.min(1).max(4100) }),
  z.strictObject({ kind: z.literal('text'), text: shown.min(1) }),
  z.strictObject({
    kind: z.literal('event'),
    name: shown.min(1).max(400),
    phase: z.enum(eventPhases),
    error: z.boolean(),
    part: z.enum(['handover', 'end', 'install', 'abandoned']).nullable(),
    text: shown.min(1),
    attempt: z
      .strictObject({ implementation: shown.nullable(), allowed: z.int().nullable(), limitSeconds: z.number().positive().nullable() })
      .optional(),
  }),
]);
const observation = z.strictObject({
  sight,
  who: who.refine((found) => Object.keys(found).length > 0),
  lease: z.strictObject({ ip: same(normaliseIp), host: same(normaliseHost).nullable() }).optional(),
  observedAtMs: time,
  receivedAtMs: z.literal(receivedAtMs),
  deployment: shown.optional(),
  evidence: z.strictObject({ source: z.string(), line: z.number().nullable(), offset: z.number().nullable(), text: z.string() }),
});
const reading = z.union([
  z.enum(['irrelevant', 'unparsed']),
  z.strictObject({
    kind: z.literal('reading'),
    atMs: time,
    report: z.looseObject({ id: z.string().min(1), workflow: z.string(), reportedAt: z.iso.datetime() }).optional(),
    observations: z.array(observation),
    position: z.undefined(),
    done: z.undefined(),
    isUnparsed: z.literal(true).optional(),
  }),
]);

function issuesOf(schema: z.ZodType, value: unknown): string[] {
  return (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** What is wrong with what the parser makes of a line, one text each. */
function faultsOf(parser: Parser, text: string): string[] {
  const line = logLine(text, 'fuzz');
  const found = parser.parse(line);
  // A line about the past of a machine holds earlier times too.
  const atMs = (one: Observation): number => Math.min(one.deployment === undefined ? Infinity : one.observedAtMs, timeOf(found) ?? NaN);
  return [...issuesOf(reading, found), ...observationsOf(found).flatMap((one) => contradictionsIn(one, atMs(one), line))];
}

function contradictionsIn(
  { sight: seen, who: { mac, ip }, lease, observedAtMs, evidence }: Observation,
  atMs: number,
  line: Line,
): string[] {
  const isAck = seen.kind === 'dhcp' && seen.message === 'ACK';
  return [
    ...(observedAtMs === atMs ? [] : ['observedAtMs is not the time of the line']),
    ...(lease === undefined || (isAck && mac !== undefined && lease.ip === ip) ? [] : ['a lease of another message or machine']),
    ...(evidence.source === line.source && evidence.line === line.number && evidence.offset === line.offset && isTextOf(evidence.text, line)
      ? []
      : ['the evidence is not the line']),
  ];
}

/** An entry of the journal is shown as journalctl does it. */
function isTextOf(text: string, line: Line): boolean {
  return text === line.text || (line.text.startsWith('{"') && /^\d{4}-[\d:.T-]+Z /.test(text));
}

function whoIn(parser: Parser, text: string): string | undefined {
  const [found] = observationsOf(parser.parse(logLine(text)));
  return found && JSON.stringify(found.who);
}

function recordOf(payload: object): string {
  return JSON.stringify({ timestamp: 1_795_223_180, topic: 'health/10.1.1.101', payload: JSON.stringify(payload) });
}

const journalEntry = (rest: object): string =>
  JSON.stringify({ __CURSOR: 's=1', __REALTIME_TIMESTAMP: '1795224161259268', SYSLOG_IDENTIFIER: 'in.tftpd', ...rest });

const realLines = [
  ...syslogLines,
  ...bootServerLines,
  ...keaLines,
  ...caddyLines,
  ...journalLines,
  ...accessLines,
  ...mqttLines,
  ...xcatLines,
  ...cobblerLines,
  ...faiLines,
  ...starlingxLogLines,
  ...kadeployLines,
  ...installerSyslogLines,
];
const real = fc.constantFrom(...realLines);
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }));
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** Bits of a line's bytes turned over. What is no UTF-8 afterwards is read as the tailer reads it. */
const flipped = fc.tuple(real, fc.array(fc.tuple(share, fc.nat(7)), { minLength: 1, maxLength: 8 })).map(([line, flips]) => {
  const bytes = Buffer.from(line);
  for (const [place, bit] of flips) {
    const i = Math.floor(place * bytes.length);
    bytes[i] = (bytes[i] ?? 0) ^ (1 << bit);
  }
  return bytes.toString();
});
const cut = fc.tuple(real, share, share).map(([line, from, to]) => line.slice(Math.floor(from * line.length), Math.ceil(to * line.length)));
const head = fc.tuple(real, share).map(([line, to]) => line.slice(0, Math.floor(to * line.length)));
const joined = fc.array(fc.oneof(real, cut, head), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''));
const filled = fc.tuple(real, share, anything).map(([line, place, text]) => {
  const i = Math.floor(place * line.length);
  return line.slice(0, i) + text + line.slice(i);
});

describe.each(parsers)('%s', (_, create) => {
  it.each([
    ['any text', anything],
    ['real lines with bits turned over', flipped],
    ['real lines, cut', fc.oneof(cut, head)],
    ['real lines, joined', joined],
    ['real lines with any text inside', filled],
  ])('takes %s', (__, line) => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const parser = create();
        expect(lines.flatMap((text) => faultsOf(parser, text))).toEqual([]);
      }),
      parameters,
    );
  });

  it('reads real lines the same after any line that is not of its form', () => {
    const odd = anything.filter((text) => isUnparsed(create().parse(logLine(text))));
    fc.assert(
      fc.property(odd, real, (damage, text) => {
        const parser = create();
        parser.parse(logLine(damage));
        expect(parser.parse(logLine(text))).toEqual(create().parse(logLine(text)));
      }),
      parameters,
    );
  });
});

/** What is left of an address or a name that ends a line may be another: sources mark what they cut. */
const shortestWhole = (line: string): number => (/ (?:to|for|Subcloud:) [\w.-]+$/.test(line) ? line.lastIndexOf(' ') + 1 : line.length);

it.each(parsers)('%s: no cut makes another machine of a line', (_, create) => {
  const others = realLines.flatMap((line) =>
    Array.from({ length: shortestWhole(line) }, (__, length) => line.slice(0, length)).filter((left) => {
      const found = whoIn(create(), left);
      return found !== undefined && found !== whoIn(create(), line);
    }),
  );
  expect(others).toEqual([]);
});

describe('100 kB without an end', () => {
  const size = 100_000;
  const long = (unit: string) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  const units = [
    ' ',
    'a',
    '"',
    '\\',
    String.raw`\"`,
    String.raw`\x22`,
    '%41',
    '%E9',
    '/../',
    '] "',
    ') via ',
    ' (',
    '[',
    '{"a":',
    '1',
    ':',
    '\u0000',
    '😀',
    '::',
    '.',
    '%',
    '-',
  ];
  const frames: [string, (filler: string) => string][] = [
    ['alone', (filler) => filler],
    ['as host', (filler) => `Nov 21 01:05:17 ${filler} dhcpd[1]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0`],
    ['as program', (filler) => `Nov 21 01:05:17 f ${filler}[1]: x`],
    ['as MAC', (filler) => `Nov 21 01:05:17 f dhcpd[1]: DHCPDISCOVER from ${filler} via eth0`],
    ['as name of a client', (filler) => `Nov 21 01:05:17 f dhcpd[1]: DHCPACK on 10.2.1.100 to 52:54:00:dd:00:01 (${filler}) via eth0`],
    ['as interface', (filler) => `Nov 21 01:05:17 f dhcpd[1]: DHCPDISCOVER from 52:54:00:aa:00:10 via ${filler}: x`],
    ['as file', (filler) => `Nov 21 01:05:17 f in.tftpd[1]: RRQ from 10.1.1.101 filename ${filler}`],
    ['as reason', (filler) => `Nov 21 01:05:17 f in.tftpd[1]: sending NAK (1, ${filler}) to 10.1.1.101`],
    ['as fraction of a second', (filler) => `2026-11-21T01:05:20.${filler}Z f dhcpd[1]: x`],
    ['as HTTP client', (filler) => `${filler} - - [21/Nov/2026:01:05:41 +0000] "GET / HTTP/1.1" 200 1`],
    ['as user', (filler) => `10.1.1.101 - ${filler} [21/Nov/2026:01:05:41 +0000] "GET / HTTP/1.1" 200 1`],
    ['as path', (filler) => `10.1.1.101 - - [21/Nov/2026:01:05:41 +0000] "GET /${filler} HTTP/1.1" 200 1`],
    ['as server', (filler) => `10.1.1.101 - - [21/Nov/2026:01:05:41 +0000] "GET http://${filler} HTTP/1.1" 200 1`],
    ['as agent', (filler) => `10.1.1.101 - - [21/Nov/2026:01:05:41 +0000] "GET / HTTP/1.1" 200 1 "-" "${filler}"`],
    ['as file of dnsmasq', (filler) => `Nov 21 01:05:17 f dnsmasq-tftp[1]: sent /srv/tftp/${filler} to 10.1.1.101`],
    ['as folders of dnsmasq', (filler) => `Nov 21 01:05:17 f dnsmasq-tftp[1]: file /${filler}/x not found for 10.1.1.101`],
    ['as name given by dnsmasq', (filler) => `Nov 21 01:05:17 f dnsmasq-dhcp[1]: DHCPACK(eth0) 10.1.1.101 52:54:00:aa:00:10 ${filler}`],
    ['as DUID', (filler) => `Nov 21 01:05:17 f dnsmasq-dhcp[1]: DHCPREPLY(eth0) fd00:1::66 00:03:00:01:${filler}`],
    ['as file of atftpd', (filler) => `Nov 21 01:05:17 f atftpd[1]: Serving ${filler} to 10.1.1.101:54187`],
    [
      "as Kea's logger",
      (filler) =>
        `Nov 21 01:05:17 f kea-dhcp4: INFO  [${filler}] DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], tid=0x1: lease 10.1.1.1 x`,
    ],
    [
      "as Kea's client",
      (filler) => `2026-11-21 01:21:12.159 INFO  [k] DHCP4_LEASE_ALLOC [hwtype=1 ${filler}], cid=[${filler}], tid=0x1: lease 10.1.1.1 x`,
    ],
    [
      "as Kea's words",
      (filler) => `Nov 21 01:05:17 f kea-dhcp4: INFO  [k] DHCP4_LEASE_ALLOC [hwtype=1 52:54:00:cc:00:02], cid=[], tid=0x1: ${filler}`,
    ],
    [
      "as dhcpd's DUID",
      (filler) => `Nov 21 01:05:17 f dhcpd[1]: Reply NA: address fd00:1::1 to client with duid ${filler} iaid = 1 static`,
    ],
    ['as structured data', (filler) => `<30>1 2026-11-21T01:05:34Z f in.tftpd 143 - [a@1 b="${filler}"] RRQ from 10.1.1.101 filename x`],
    [
      "as Caddy's target",
      (filler) => JSON.stringify({ ts: 1, status: 200, request: { remote_ip: '10.1.1.101', method: 'GET', uri: `/${filler}` } }),
    ],
    ['as a message of the journal', (filler) => journalEntry({ MESSAGE: `RRQ from 10.1.1.101 filename ${filler}` })],
    ['as a program of the journal', (filler) => journalEntry({ SYSLOG_IDENTIFIER: filler, MESSAGE: 'x' })],
    ['as topic', (filler) => JSON.stringify({ timestamp: 1_795_223_180, topic: `health/${filler}`, payload: 'SSH_Open' })],
    ['as payload', (filler) => JSON.stringify({ timestamp: 1_795_223_180, topic: 'health/10.1.1.101', payload: filler })],
    ['as a state', (filler) => recordOf({ state: `Installation_Stalled ${filler.slice(0, size / 4)}` })],
    ['as a message', (filler) => recordOf({ systest: 'A', msg: filler.slice(0, size / 4) })],
    ['as a source', (filler) => recordOf({ payload: 'A', source: filler.slice(0, size / 4), time: filler.slice(0, 10_000) })],
  ];

  describe.each(parsers)('%s', (_, create) => {
    it.each(frames)('%s', (__, frame) => {
      const parser = create();
      expect(units.flatMap((unit) => faultsOf(parser, frame(long(unit))))).toEqual([]);
    });
  });

  it.each(frames)('%s, for the sniffer', (_, frame) => {
    for (const unit of units) expect([undefined, ...logFormats]).toContain(sniffFormat([frame(long(unit))]));
  });
});

it('sniffs any lines', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anything, flipped, cut, joined), { maxLength: 30 }), (lines) => {
      expect([undefined, ...logFormats]).toContain(sniffFormat(lines));
    }),
    parameters,
  );
});

it('resolves any target to a path without dot segments or doubled slashes', () => {
  const segment = fc.oneof(fc.constantFrom('..', '.', '', '%2e%2e', '%2F', '%25', 'a', 'http:', '?', '%E9'), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 12 }), (segments) => {
      const found = readTarget(`/${segments.join('/')}`);
      const own = found?.path.split('/').slice(1) ?? [];
      expect(own.filter((part, i) => part === '..' || part === '.' || (part === '' && i < own.length - 1))).toEqual([]);
    }),
    parameters,
  );
});

describe('health messages', () => {
  const topics = fc.oneof(anything, fc.constantFrom('health', 'health/10.1.1.101', 'health/', 'health/backend-0-0', 'health/x/y'));
  const word = fc.oneof(
    fc.constantFrom('A', 'True', 'online', 'up', 'Installation_Stalled x', '10.1.1.101', 'Sat Nov 21 01:05:12 2026', '{"systest":"A"}'),
    anything,
  );
  const value = fc.oneof(word, fc.double(), fc.boolean(), fc.constant(null), fc.array(word, { maxLength: 2 }));
  const names = fc.constantFrom('systest', 'flag', 'msg', 'state', 'ssh', 'payload', 'source', 'time', '__proto__');
  const body = fc.dictionary(names, fc.oneof(value, fc.dictionary(names, value, { maxKeys: 4 })), { maxKeys: 6 });
  const payloads = fc.oneof(
    body.map((json) => JSON.stringify(json)),
    body.map((json) => JSON.stringify({ payload: JSON.stringify(json), source: '10.1.1.101' })),
    fc.json(),
    anything,
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );

  it('are observations, or odd for a reason', () => {
    fc.assert(
      fc.property(topics, payloads, (topic, payload) => {
        const found = readHealthMessage({ topic, payload, receivedAtMs, source: 'mqtt', timeZone: 'America/New_York' });
        expect(issuesOf(z.union([observation, z.strictObject({ unparsed: z.string().min(1) })]), found)).toEqual([]);
      }),
      { numRuns: fc.tries(2000) },
    );
  });
});

describe('messages of the queue and events', () => {
  const datagram = fc.oneof(
    anything,
    fc.json(),
    fc
      .record(
        { channel: fc.constantFrom('health', 'installhash', 'x'), payload: fc.oneof(anything, fc.json()), source: anything },
        { requiredKeys: [] },
      )
      .map((json) => JSON.stringify(json)),
    anything.map((text) => `health ${text}`),
  );

  it('of the queue are observations, odd for a reason, or none of ours', () => {
    fc.assert(
      fc.property(datagram, fc.constantFrom(null, '10.1.1.101'), (text, sender) => {
        const message = splitSmqDatagram(text);
        const found = message && readSmqMessage({ ...message, sender, receivedAtMs, source: 'smq', timeZone: 'UTC' });
        const expected = z.union([observation, z.strictObject({ unparsed: z.string().min(1) }), z.enum(['irrelevant']), z.undefined()]);
        expect(issuesOf(expected, found)).toEqual([]);
      }),
      { numRuns: fc.tries(1000) },
    );
  });

  it('of a webhook are events, or none', () => {
    const value = fc.oneof(anything, fc.constantFrom('start', 'finish', 'FAIL', 'cmd-install'), fc.anything());
    const event = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom('name', 'description', 'event_type', 'result', 'files'), value));
    fc.assert(
      fc.property(event, (json) => {
        expect(issuesOf(sight.optional(), readCloudInitEvent(json))).toEqual([]);
      }),
      { numRuns: fc.tries(1000) },
    );
  });
});
