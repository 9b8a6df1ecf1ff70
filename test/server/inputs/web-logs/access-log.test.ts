import { describe, expect, it } from 'vitest';
import { timeOf } from '../../../../server/inputs/contract/parser.ts';
import { createAccessLogParser } from '../../../../server/inputs/web-logs/access-log.ts';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import { accessLines, logLine, receivedAtMs, silent, unparsed, kindOf, observationsOf } from '../real-lines.ts';

const boot = '/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64';
const front = '10.1.1.101 - - [21/Nov/2026:01:05:41 +0000]';
const atMs = Date.UTC(2026, 10, 21, 1, 5, 41);
const answered = '200 213 "-" "Wget"';

const parse = (text: string) => createAccessLogParser().parse(logLine(text, 'access_log'));

function observed(text: string): Observation {
  const found = parse(text);
  const [observation] = observationsOf(found);
  if (!observation) throw new Error(`${kindOf(found)}: ${text}`);
  return observation;
}

const request = (words: string, answer = answered) => `${front} "${words}" ${answer}`;
const get = (target: string, answer = answered) => request(`GET ${target} HTTP/1.1`, answer);
const http = (path: string, status: number, query = '') => ({ kind: 'http', path, query, status });

it('makes an observation with its evidence', () => {
  const text = get(`${boot}/config?a=b`);
  expect(parse(text)).toEqual({
    kind: 'reading',
    atMs,
    observations: [
      {
        sight: { kind: 'http', path: `${boot}/config`, query: 'a=b', status: 200 },
        who: { ip: '10.1.1.101' },
        observedAtMs: atMs,
        receivedAtMs,
        evidence: { source: 'access_log', line: 7, offset: 1234, text },
      },
    ],
  });
});

it('tells the name of the machine whose own file was given out, and of nobody whose was not', () => {
  expect(observed(get('/install/autoinst/cn01'))).toMatchObject({ who: { ip: '10.1.1.101' }, named: 'cn01' });
  expect(observed(get('/install/autoinst/cn01', '404 196'))).not.toHaveProperty('named');
  expect(observed(get(`${boot}/config`))).not.toHaveProperty('named');
});

describe('a line of', () => {
  const profile = '/install/sbin/profile.cgi?os=sles&arch=x86_64&np=4';

  it.each([
    ['apache, combined', get(`${boot}/config`, '200 213 "-" "Wget"')],
    ['apache, common', get(`${boot}/config`, '200 213')],
    ['apache, vhost_combined', `frontend-0-0:80 ${get(`${boot}/config`)}`],
    ['apache, vhost_combined on an IPv6 address', `[fd00:1::1]:443 ${get(`${boot}/config`)}`],
    ['apache, with the time it took', get(`${boot}/config`, '200 213 "-" "Wget" 3421')],
    ['apache, quoted', get(`${boot}/config`, String.raw`200 524288 "http://x/\"y\"" "a \"quoted\" agent\\"`)],
    ['apache, a download that was cut off', get(`${boot}/config`, '200 - "-" "-"')],
    ['nginx, combined', get(`${boot}/config`, '200 213 "-" "Wget"')],
    ['nginx, quoted', get(`${boot}/config`, String.raw`200 524288 "http://x/\x22y\x22" "a \x22quoted\x22 agent\x5C"`)],
    ['nginx, with fields of the site', get(`${boot}/config`, '200 213 "-" "Wget" "-" rt=0.012 uct="-"')],
    ['HTTP/1.0', request(`GET ${boot}/config HTTP/1.0`)],
    ['HTTP/2', request(`GET ${boot}/config HTTP/2`)],
    ['HTTP/2.0', request(`GET ${boot}/config HTTP/2.0`)],
  ])('%s', (_, text) => {
    expect(observed(text)).toMatchObject({ sight: http(`${boot}/config`, 200), who: { ip: '10.1.1.101' }, observedAtMs: atMs });
  });

  it.each([
    ['GET', '200 4512', 200],
    ['GET', '500 571', 500],
    ['POST', '200 2592', 200],
  ])('ssl_access_log: %s %s', (method, answer, status) => {
    const text = request(`${method} ${profile} HTTP/1.1`, answer);
    expect(observed(text).sight).toEqual(http('/install/sbin/profile.cgi', status, 'os=sles&arch=x86_64&np=4'));
  });

  it.each([
    ['206 100', 206],
    ['301 316', 301],
    ['304 -', 304],
    ['304 0', 304],
    ['400 318', 400],
    ['404 236', 404],
    ['414 288', 414],
  ])('a GET answered with %s', (answer, status) => {
    expect(observed(get(`${boot}/root`, `${answer} "-" "curl/7.88.1"`)).sight).toEqual(http(`${boot}/root`, status));
  });
});

describe('what the client asked for', () => {
  it.each([
    [String.raw`/caf\xc3\xa9`, '/café', ''],
    [String.raw`/caf\xC3\xA9`, '/café', ''],
    ['/caf%C3%A9', '/café', ''],
    ['/con%66ig', '/config', ''],
    ['/x86_64/../x86_64/./config', '/x86_64/config', ''],
    ['/x86_64/%2e%2e/config', '/config', ''],
    ['/../../config', '/config', ''],
    ['http://frontend-0-0:80/a?b', '/a', 'b'],
    ['http://frontend-0-0', '/', ''],
    ['//a//b/', '/a/b/', ''],
    ['/a?b=[x]"', '/a', 'b=[x]"'],
    [String.raw`/a\x01b`, '/a\u0001b', ''],
    [String.raw`/a\\`, '/a\\', ''],
    [String.raw`/a\x5C`, '/a\\', ''],
    ['/%5C%22', '/\\"', ''],
  ])('%j is %j with query %j', (target, path, query) => {
    const quoted = target.replaceAll('"', String.raw`\"`);
    expect(observed(get(quoted)).sight).toEqual(http(path, 200, query));
  });

  it.each([
    ['apache', String.raw`params={\"action\":\"os\"}`],
    ['nginx', String.raw`params={\x22action\x22:\x22os\x22}`],
    ['a client that encodes', 'params=%7B%22action%22:%22os%22%7D'],
    ['a client that encodes all of it', 'params%3d%7b%22action%22%3a%22os%22%7d'],
  ])('setPxeboot.cgi is the same as logged by %s', (_, query) => {
    expect(observed(get(`/install/sbin/public/setPxeboot.cgi?${query}`, '200 1')).sight).toEqual(
      http('/install/sbin/public/setPxeboot.cgi', 200, 'params={"action":"os"}'),
    );
  });
});

describe('a client', () => {
  it.each([
    ['fd00:1::66', { ip: 'fd00:1::66' }],
    ['FD00:1:0::66', { ip: 'fd00:1::66' }],
    ['fe80::b8df:b2ff:fedc:caae%eth0', { ip: 'fe80::b8df:b2ff:fedc:caae' }],
    // Looks like a virtual host with its port, and is none.
    ['fd00:1::80', { ip: 'fd00:1::80' }],
    ['::ffff:10.1.1.101', { ip: '10.1.1.101' }],
    ['Backend-0-0.local', { host: 'backend-0-0.local' }],
  ])('%s', (client, who) => {
    const text = get(`${boot}/config`).replace('10.1.1.101', client);
    expect(observed(text).who).toEqual(who);
    expect(observed(`frontend-0-0:443 ${text}`).who, 'behind a virtual host').toEqual(who);
  });

  it.each(['admin', 'a b c', '[x]', 'x] [y', '[21/Nov/2025:00:00:00 +0000]', String.raw`] \"GET /forged HTTP/1.1\" 200 1`])(
    'logged in as %s',
    (user) => {
      const text = get('/a').replace('- - [', () => `- ${user} [`);
      expect(observed(text)).toMatchObject({ sight: http('/a', 200), who: { ip: '10.1.1.101' }, observedAtMs: atMs });
    },
  );

  it.each([String.raw`] \"GET /forged HTTP/1.1\" 404 1`, '] ', 'x [21/Nov/2025:00:00:00 +0000] ', String.raw`\\\" 404 1`])(
    'that calls itself %s forges nothing',
    (agent) => {
      expect(observed(get('/a', `200 1 "-" "${agent}"`))).toMatchObject({ sight: http('/a', 200), observedAtMs: atMs });
    },
  );
});

describe('times', () => {
  it.each([
    ['21/Nov/2026:01:05:41 +0000', '2026-11-21T01:05:41Z'],
    ['21/Nov/2026:01:05:41 -0000', '2026-11-21T01:05:41Z'],
    ['20/Nov/2026:20:05:41 -0500', '2026-11-21T01:05:41Z'],
    ['21/Nov/2026:06:35:41 +0530', '2026-11-21T01:05:41Z'],
    ['01/Jan/2027:00:00:01 +1300', '2026-12-31T11:00:01Z'],
    ['31/Dec/2026:23:59:59 -0330', '2027-01-01T03:29:59Z'],
    ['29/Feb/2028:12:00:00 +0000', '2028-02-29T12:00:00Z'],
    ['01/Nov/2026:01:30:00 -0400', '2026-11-01T05:30:00Z'],
    ['01/Nov/2026:01:30:00 -0500', '2026-11-01T06:30:00Z'],
  ])('%s is %s', (stamp, iso) => {
    const text = `10.1.1.101 - - [${stamp}] "GET /a HTTP/1.1" 200 1`;
    expect(parse(text)).toMatchObject({ kind: 'reading', atMs: Date.parse(iso), observations: [{ observedAtMs: Date.parse(iso) }] });
  });

  it.each([
    '31/Nov/2026:01:05:41 +0000',
    '29/Feb/2026:01:05:41 +0000',
    '00/Nov/2026:01:05:41 +0000',
    '21/Nov/0026:01:05:41 +0000',
    '21/nov/2026:01:05:41 +0000',
    '21/Foo/2026:01:05:41 +0000',
    '21/11/2026:01:05:41 +0000',
    '21/Nov/2026:24:05:41 +0000',
    '21/Nov/2026:01:60:41 +0000',
    '21/Nov/2026:01:05:60 +0000',
    '21/Nov/2026:01:05:41 +2400',
    '21/Nov/2026:01:05:41 +0060',
    '21/Nov/2026:01:05:41 0000',
    '21/Nov/2026:01:05:41',
    '1/Nov/2026:01:05:41 +0000',
    '2026-11-21T01:05:41+00:00',
    '-',
    '',
  ])('there is no %j', (stamp) => {
    expect(parse(`10.1.1.101 - - [${stamp}] "GET /a HTTP/1.1" 200 1`)).toBe('unparsed');
  });
});

describe('irrelevant', () => {
  it.each([
    request(`HEAD ${boot}/config HTTP/1.1`, '200 - "-" "curl/7.88.1"'),
    request(`HEAD ${boot}/config HTTP/1.1`, '200 0 "-" "curl/7.88.1"'),
    request('OPTIONS * HTTP/1.0', '200 - "-" "Apache/2.4.71 (Debian) OpenSSL/3.0.19 (internal dummy connection)"'),
    request('CONNECT frontend-0-0:443 HTTP/1.1', '405 1'),
    request('PUT /a HTTP/1.1'),
    request('get /a HTTP/1.1'),
    request('GARBAGE', '400 266 "-" "-"'),
    request(String.raw`\x16\x03\x01\x00\x05hello`, '400 157 "-" "-"'),
    request('-', '408 - "-" "-"'),
    request('', '400 0 "-" "-"'),
    request('GET', '400 1'),
    request('GET /a', '400 1'),
    request('GET /a ', '400 1'),
    request('GET  /a HTTP/1.1', '400 1'),
    request('GET /a b HTTP/1.1', '400 1'),
    request(String.raw`GET /a\x20b HTTP/1.1`, '400 1'),
    request('GET /a HTTP/1.1 HTTP/1.1', '400 1'),
    request('GET /a HTTP/x', '400 1'),
    request('GET /a RTSP/1.0', '400 1'),
    request('GET /a xHTTP/1.1', '400 1'),
    request('GET /a HTTP/1.1x', '400 1'),
    request('GET * HTTP/1.1', '400 1'),
    request('GET a HTTP/1.1', '400 1'),
  ])('%s', (text) => {
    expect(parse(text)).toEqual(silent(atMs));
  });
});

describe('odd, with its time', () => {
  it.each([
    // Cut off, or with a quote that stays open.
    `${front} "`,
    `${front} "GET /a HTTP/1.1`,
    `${front} "GET /a HTTP/1.1\\"`,
    request('GET /a HTTP/1.1', ''),
    get('/a', '20'),
    get('/a', '200'),
    get('/a', '200 '),
    get('/a', '200 1 "'),
    get('/a', '200 1 "-'),
    get('/a', '200 1 "-" "Wg'),
    get('/a', String.raw`200 1 "-" "Wget\"`),
    get('/a', '200 1 "-" "a "quoted" agent" "'),
    get('/a"b', '200 1'),
    // No such answer.
    get('/a', '- 1'),
    get('/a', '2000 1'),
    get('/a', '200 1x'),
    get('/a', '200 -1'),
    get('/a', `200 ${'1'.repeat(21)}`),
    get('/a', '200  1'),
    `${front} "GET /a HTTP/1.1"200 1`,
    // Nobody's.
    get('/a').replace('10.1.1.101', '10.1.1.999'),
    get('/a').replace('10.1.1.101', '-'),
    get('/a').replace('10.1.1.101', 'a/b'),
    get('/a').replace('10.1.1.101', ''),
    get('/a').replace('10.1.1.101 - -', '10.1.1.101 -'),
    get('/a').replace('10.1.1.101 - -', '10.1.1.101'),
    get('/a').replace('10.1.1.101 - - ', ''),
    get('/a').replace('- - [', '- -['),
    get('/a').replace('10.1.1.101', 'frontend-0-0:80'),
  ])('%j', (text) => {
    expect(parse(text)).toEqual(unparsed(atMs));
  });
});

describe('odd, without a time', () => {
  it.each([
    '',
    ' ',
    '] "',
    '] "GET /a HTTP/1.1" 200 1',
    front,
    `${front} GET /a HTTP/1.1 200 1`,
    `${front}  "GET /a HTTP/1.1" 200 1`,
    get('/a').slice(30),
    get('/a').replace('[', ''),
    '[Sat Nov 21 01:10:49.123 2026] [cgid:error] [pid 130] [client 10.1.1.101:40312] AH01215: stderr from /srv/lab/cgi/profile.cgi: KeyError',
    'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0',
    '{"timestamp": 1795223180.1114063, "topic": "health/10.1.1.101", "payload": "{}"}',
  ])('%j', (text) => {
    expect(parse(text)).toBe('unparsed');
  });
});

it.each(accessLines)('cut anywhere, it is nobody else’s and nothing else: %s', (text) => {
  const whole = parse(text);
  for (let length = 0; length < text.length; length++) {
    const found = parse(text.slice(0, length));
    for (const { sight, who } of observationsOf(found))
      expect(whole).toMatchObject({ atMs: timeOf(found), observations: [{ sight, who }] });
  }
});
