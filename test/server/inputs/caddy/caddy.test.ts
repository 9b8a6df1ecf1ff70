// Entries as a real Caddy wrote them.
import { describe, expect, it } from 'vitest';
import { timeOf } from '../../../../server/inputs/contract/parser.ts';
import { createCaddyParser, readCaddyMessage } from '../../../../server/inputs/caddy/caddy.ts';
import { sniffFormat } from '../readers.ts';
import { kindOf, logLine, observationsOf } from '../real-lines.ts';

const ip = '10.1.1.101';
const http = (path: string, status = 200, query = '') => ({ kind: 'http', path, query, status });
const folder = '/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64';

function parse(text: string) {
  const read = createCaddyParser().parse(logLine(text));
  const [observation] = observationsOf(read);
  return { kind: kindOf(read), atMs: timeOf(read), ...(observation && { sight: observation.sight, who: observation.who }) };
}

describe("Caddy's access log", () => {
  const entry = (rest: object = {}, request: object = {}) =>
    JSON.stringify({
      level: 'info',
      ts: 1795562775.5478876,
      logger: 'http.log.access.log0',
      msg: 'handled request',
      request: {
        remote_ip: ip,
        remote_port: '50688',
        proto: 'HTTP/1.1',
        method: 'GET',
        host: '10.1.1.1:8083',
        uri: `${folder}/config`,
        ...request,
      },
      user_id: '',
      duration: 0.303986009,
      size: 213,
      status: 200,
      ...rest,
    });
  const endMs = 1_795_562_775_548;

  it('is recognised, and dated by the beginning of the request', () => {
    expect(sniffFormat([entry()])).toBe('caddy-log');
    expect(parse(entry())).toEqual({ kind: 'observation', atMs: endMs - 304, sight: http(`${folder}/config`), who: { ip } });
  });

  it.each([
    ['a missing file', { status: 404 }, {}, http(`${folder}/config`, 404)],
    [
      'quotes in the query',
      {},
      { uri: `${folder}/../x86_64/config?a=%22b%22&c={"x":"y"}` },
      http(`${folder}/config`, 200, 'a="b"&c={"x":"y"}'),
    ],
    ['POST', {}, { method: 'POST' }, http(`${folder}/config`)],
  ])('%s', (_, rest, request, sight) => {
    expect(parse(entry(rest, request))).toMatchObject({ sight, who: { ip } });
  });

  it('believes the proxy that Caddy believes', () => {
    expect(parse(entry({}, { remote_ip: '10.1.1.1', client_ip: ip }))).toMatchObject({ who: { ip } });
  });

  it.each([
    ['a time with its zone', '2026-11-24T18:26:15.548-0500'],
    ['nanoseconds', 1_795_562_775_548_000_000],
    ['milliseconds', 1_795_562_775_548],
  ])('%s', (_, ts) => {
    expect(parse(entry({ ts, duration: '304ms' }))).toMatchObject({ atMs: endMs });
  });

  it.each([
    ['HEAD', entry({}, { method: 'HEAD' }), 'irrelevant'],
    ['another logger', '{"level":"info","ts":1795562775.5,"logger":"tls","msg":"cleaning storage unit"}', 'irrelevant'],
    ['a time without its zone', entry({ ts: '2026/11/24 18:26:15' }), 'unparsed'],
    ['no client', entry({}, { remote_ip: '' }), 'unparsed'],
    ['cut', entry().slice(0, 200), 'unparsed'],
    ['no JSON', 'x', 'unparsed'],
  ])('%s', (_, text, kind) => {
    expect(parse(text)).toMatchObject({ kind });
  });

  it('through the journal is the same request; what is no JSON there is another message of Caddy’s', () => {
    expect(readCaddyMessage(entry())).toEqual({ sight: http(`${folder}/config`), who: { ip } });
    expect(readCaddyMessage('serving initial configuration')).toBe('irrelevant');
    expect(readCaddyMessage('{"level":"info"')).toBe('unparsed');
  });
});
