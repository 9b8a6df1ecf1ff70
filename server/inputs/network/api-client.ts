// Client for a server's JSON API over HTTP or HTTPS: one request at a time, limited in time and size, validated by a schema. Error messages never
// contain headers, queries or bodies: those hold passwords and tokens.
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import { ApiError, apiErrorOf } from './api-error.ts';

export interface ApiServer {
  /** Scheme, host, port, and base path. */
  url: string;
  /** PEM: trusted certificate authorities; default: those of the system. */
  ca?: Buffer | undefined;
  /** PEM: our own certificate with its key. */
  certificate?: Buffer | undefined;
  key?: Buffer | undefined;
  /** Accept any certificate. Only if the settings say so. */
  trustAnyone?: boolean | undefined;
  /** For the complete response. */
  timeoutMs?: number | undefined;
  /** Maximum size of a response, uncompressed. */
  mostBytes?: number | undefined;
}

export interface ApiRequest {
  /** Relative to the server's base path, such as `/deployment`. It appears in errors, so it must hold no secret. */
  path: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; if omitted, the request is a GET. */
  body?: unknown;
  signal?: AbortSignal | undefined;
}

export interface ApiAnswer<T> {
  value: T;
  /** Names in lower case. */
  headers: IncomingMessage['headers'];
  /** The server's clock, from its Date header; null without one. Epoch milliseconds, whole seconds. */
  serverMs: number | null;
}

const usual = { timeoutMs: 15_000, mostBytes: 64 * 1024 * 1024 };

export class ApiClient {
  readonly url: URL;
  private readonly server: ApiServer;
  /** One persistent connection: each request waits for the previous one. */
  private readonly agent: HttpAgent | HttpsAgent;

  constructor(server: ApiServer) {
    const { ca, certificate: cert, key, trustAnyone = false } = server;
    this.server = server;
    this.url = new URL(server.url);
    const connections = { keepAlive: true, maxSockets: 1 };
    this.agent =
      this.url.protocol === 'https:'
        ? new HttpsAgent({ ...connections, ca, cert, key, rejectUnauthorized: !trustAnyone })
        : new HttpAgent(connections);
  }

  /** Rejects with an ApiError, whatever the cause. */
  async ask<T>(request: ApiRequest, schema: z.ZodType<T>): Promise<ApiAnswer<T>> {
    const answer = await this.askText(request);
    return { ...answer, value: readJson(answer.value, schema, `${this.place(request)} answered`) };
  }

  /** The same for a response that is not JSON. */
  async askText(request: ApiRequest): Promise<ApiAnswer<string>> {
    const limit = AbortSignal.timeout(this.server.timeoutMs ?? usual.timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
    const place = this.place(request);
    try {
      const response = await this.send(request, signal);
      const value = await readBody(response, { mostBytes: this.server.mostBytes ?? usual.mostBytes, place, signal });
      const { statusCode: status = 0, headers } = response;
      if (status < 200 || status > 299) throw ApiError.ofStatus(status, { place, headers, body: value });
      const serverMs = Date.parse(headers.date ?? '');
      return { value, headers, serverMs: Number.isNaN(serverMs) ? null : serverMs };
    } catch (error) {
      throw apiErrorOf(error, { place, timedOut: limit.aborted });
    }
  }

  close(): void {
    this.agent.destroy();
  }

  private place({ path }: ApiRequest): string {
    return `${this.url.origin}${this.pathOf(path)}`;
  }

  private pathOf(path: string): string {
    return this.url.pathname.replace(/\/$/, '') + path;
  }

  private async send({ path, query = {}, headers = {}, body }: ApiRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const search = new URLSearchParams(query).toString();
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const options: RequestOptions = {
      agent: this.agent,
      path: this.pathOf(path) + (search && `?${search}`),
      method: payload === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        'accept-encoding': 'gzip',
        ...(payload !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        ...headers,
      },
      signal,
    };
    const start = this.url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const request = start({ ...hostOf(this.url), ...options }, resolve);
      request.once('error', reject);
      request.end(payload);
    });
  }
}

function hostOf({ hostname, port, protocol }: URL): RequestOptions {
  return { hostname: hostname.replace(/^\[|\]$/g, ''), port: port || (protocol === 'https:' ? 443 : 80) };
}

interface BodyLimits {
  mostBytes: number;
  place: string;
  signal: AbortSignal;
}

async function readBody(response: IncomingMessage, { mostBytes, place, signal }: BodyLimits): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new ApiError('too-large', `${place} answered more than ${mostBytes} bytes`);
      chunks.push(chunk);
    }
  };
  const isPacked = response.headers['content-encoding'] === 'gzip';
  await (isPacked ? pipeline(response, createGunzip(), collect, { signal }) : pipeline(response, collect, { signal }));
  return Buffer.concat(chunks).toString();
}

function readJson<T>(text: string, schema: z.ZodType<T>, what: string): T {
  // Some servers send an empty body for an empty result.
  let value: unknown = null;
  try {
    if (text.trim() !== '') value = JSON.parse(text);
  } catch {
    throw new ApiError('garbled', `${what} something that is not JSON`);
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new ApiError(
    'garbled',
    `${what} something unexpected: ${issue?.path.map(String).join('.') || 'the whole response'}: ${issue?.message ?? ''}`,
  );
}
