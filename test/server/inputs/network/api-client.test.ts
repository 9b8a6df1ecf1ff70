import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { ApiClient, type ApiServer } from '../../../../server/inputs/network/api-client.ts';
import type { ApiError } from '../../../../server/inputs/network/api-error.ts';
import { freePort } from '../../../free-port.ts';
import { newCertificate } from '../../certificate.ts';
import { tempFolders } from '../../temp-folder.ts';

const newFolder = tempFolders();
const schema = z.object({ wid: z.string() });
const secret = 's3cr3t';
const answer: RequestListener = (_, response) => response.end('{"wid":"D-1"}');

async function serve(listener: RequestListener, tls?: { key: Buffer; cert: Buffer; ca?: Buffer }): Promise<string> {
  const options = tls && { ...tls, ...(tls.ca && { requestCert: true, rejectUnauthorized: true }) };
  const server = options ? createTlsServer(options, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  return `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function clientOf(server: ApiServer): ApiClient {
  const client = new ApiClient(server);
  onTestFinished(() => client.close());
  return client;
}

async function errorOf(server: ApiServer): Promise<ApiError> {
  const request = { path: '/deployment', query: { token: secret }, headers: { authorization: secret }, body: { password: secret } };
  return clientOf(server)
    .ask(request, schema)
    .then(
      () => {
        throw new Error('it was answered');
      },
      (error: ApiError) => error,
    );
}

/** Answers with what it was asked. */
async function mirror(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await Array.fromAsync(request as AsyncIterable<Buffer>);
  const { method, url: path, headers } = request;
  response.setHeader('x-seen', JSON.stringify([method, path, headers.accept, headers['x-user'], Buffer.concat(body).toString()]));
  response.end('{"wid":"D-1"}');
}

describe('an answer', () => {
  it('is asked for with query, headers and body, below the path of the server', async () => {
    const url = await serve((request, response) => void mirror(request, response));
    const client = clientOf({ url: `${url}/api/` });
    const got = await client.ask({ path: '/x', query: { a: 'b c' }, headers: { 'X-User': 'root' } }, schema);
    expect(got).toMatchObject({ value: { wid: 'D-1' }, serverMs: expect.any(Number) });
    expect(JSON.parse(String(got.headers['x-seen']))).toEqual(['GET', '/api/x?a=b+c', 'application/json', 'root', '']);
    const posted = await client.ask({ path: '/x', body: { a: 1 } }, schema);
    expect(JSON.parse(String(posted.headers['x-seen']))).toEqual(['POST', '/api/x', 'application/json', null, '{"a":1}']);
  });

  it('may be packed, and may have no date', async () => {
    const url = await serve((_, response) => {
      response.sendDate = false;
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"wid":"D-1"}'));
    });
    await expect(clientOf({ url }).ask({ path: '/' }, schema)).resolves.toMatchObject({ value: { wid: 'D-1' }, serverMs: null });
  });

  it('that is empty is null', async () => {
    const url = await serve((_, response) => response.end('\n'));
    await expect(clientOf({ url }).ask({ path: '/' }, z.null())).resolves.toMatchObject({ value: null });
    expect(await errorOf({ url })).toMatchObject({ kind: 'garbled', message: expect.stringContaining('something unexpected: the whole') });
  });

  it('comes over one connection, one after the other', async () => {
    let open = 0;
    let most = 0;
    const sockets = new Set<unknown>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        response.end('{"wid":"D-1"}');
      });
    });
    const client = clientOf({ url });
    await Promise.all(Array.from({ length: 8 }, () => client.ask({ path: '/' }, schema)));
    expect({ most, connections: sockets.size }).toEqual({ most: 1, connections: 1 });
  });
});

const answers: [string, (response: ServerResponse, request: IncomingMessage) => void, object][] = [
  ['401', (response) => response.writeHead(401).end(secret), { kind: 'refused', status: 401, message: /401: access denied; check/ }],
  ['403', (response) => response.writeHead(403).end(), { kind: 'refused', status: 403, message: /check the user, password or token/ }],
  ['404', (response) => response.writeHead(404).end(), { kind: 'missing', status: 404, message: /not found/ }],
  ['400', (response) => response.writeHead(400).end(secret), { kind: 'rejected', status: 400, body: secret, message: /request rejected/ }],
  ['503', (response) => response.writeHead(503, { 'retry-after': '7' }).end(), { kind: 'busy', retryAfterSeconds: 7, message: /no more/ }],
  ['500', (response) => response.writeHead(500).end(), { kind: 'failing', retryAfterSeconds: null, message: /server error/ }],
  [
    'a redirect',
    (response) => response.writeHead(302, { location: '/x' }).end(),
    { kind: 'rejected', message: /check url in the settings/ },
  ],
  ['no JSON', (response) => response.end('<html>'), { kind: 'garbled', message: /answered something that is not JSON/ }],
  ['another JSON', (response) => response.end('{"wid":7}'), { kind: 'garbled', message: /something unexpected: wid: / }],
  ['too much', (response) => response.end(`{"wid":"${'x'.repeat(2_000)}"}`), { kind: 'too-large', message: /more than 1000 bytes/ }],
  [
    'too much, packed',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1e6))),
    { kind: 'too-large', message: /more than 1000 bytes/ },
  ],
  [
    'half a body',
    (response) => {
      response.writeHead(200, { 'content-length': '50' }).write('{"wid":');
      setImmediate(() => response.destroy());
    },
    { kind: 'unreachable', message: /deployment is unreachable: connection reset by peer/ },
  ],
  [
    'half a packed body',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"wid":"D-1"}').subarray(0, 15)),
    { kind: 'garbled', message: /closed the connection in the middle of a response/ },
  ],
  ['a hang-up', (response) => response.destroy(), { kind: 'unreachable', message: /connection reset by peer/ }],
];

describe('an error', () => {
  it.each(answers)('for %s says what to do, and nothing secret', async (_, respond, expected) => {
    const { message, ...rest } = expected as { message: RegExp };
    const url = await serve((request, response) => respond(response, request));
    const error = await errorOf({ url, mostBytes: 1_000 });
    expect(error).toMatchObject({ name: 'ApiError', ...rest });
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`${url}/deployment`);
    expect(error.message).not.toContain(secret);
  });

  it('for silence is told after the time that an answer may take', async () => {
    const url = await serve((_, response) => void response.writeHead(200).write('{'));
    expect(await errorOf({ url, timeoutMs: 50 })).toMatchObject({
      kind: 'slow',
      message: `${url}/deployment timed out`,
    });
  });

  it('for a port that nobody listens on', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await errorOf({ url })).toMatchObject({
      kind: 'unreachable',
      message: `${url}/deployment is unreachable: nothing is listening there`,
    });
  });

  it('for https where http is spoken', async () => {
    const url = (await serve((_, response) => response.end('{}'))).replace('http:', 'https:');
    const error = await errorOf({ url });
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('does not use TLS') });
  });
});

describe('over TLS', () => {
  const own = newCertificate(newFolder());
  const foreign = newCertificate(newFolder(), '127.0.0.9');

  it('a certificate of nobody we know is refused, and believed with its authority or when we believe anyone', async () => {
    const url = await serve(answer, own);
    expect(await errorOf({ url })).toMatchObject({ kind: 'untrusted', message: expect.stringContaining('set caFile to trust it') });
    for (const trust of [{ ca: own.cert }, { trustAnyone: true }])
      await expect(clientOf({ url, ...trust }).ask({ path: '/' }, schema)).resolves.toMatchObject({ value: { wid: 'D-1' } });
  });

  it('a certificate for another host is refused', async () => {
    const url = await serve(answer, foreign);
    const error = await errorOf({ url, ca: foreign.cert });
    expect(error).toMatchObject({ kind: 'untrusted', message: expect.stringContaining('for another host name') });
  });

  it('we show our own certificate to a server that wants one', async () => {
    const url = await serve(answer, { ...own, ca: foreign.cert });
    const { cert: certificate, key } = foreign;
    await expect(clientOf({ url, ca: own.cert, certificate, key }).ask({ path: '/' }, schema)).resolves.toBeDefined();
    expect(await errorOf({ url, ca: own.cert })).toMatchObject({ name: 'ApiError' });
  });
});

it('a request ends when its source is stopped', async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const url = await serve(() => resolve());
  const stop = new AbortController();
  const asking = clientOf({ url }).ask({ path: '/', signal: stop.signal }, schema);
  await asked;
  stop.abort();
  await expect(asking).rejects.toThrow(/is unreachable/);
});
