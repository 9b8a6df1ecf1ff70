// A small server that speaks the documented API of Kadeploy 3, with the faults that real ones have. What it has in store is set by the test; it counts
// what it is asked for, so that a test sees that nobody storms it or reads what belongs to the user.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface FakeNode {
  macro?: string | null;
  micro?: string | null;
  state?: string;
  error?: string | null;
}

export interface FakeDeployment {
  user: string;
  startSeconds: number;
  done: boolean;
  error: boolean;
  environment: { name: string; version: number };
  cluster: string;
  states: Record<string, FakeNode>;
  /** Seconds in the present micro-step. */
  seconds: number;
  ok: string[];
  ko: string[];
  reason?: string;
}

/** Every answer is so, until it is taken away. */
export type Fault = { status: number; headers?: Record<string, string> } | 'half' | 'half-packed' | 'silent' | 'hang-up' | 'html';

export interface KadeployServerOptions {
  tls?: { key: Buffer; cert: Buffer };
  prefix?: string;
  /** Who is let in, by the header or by Basic. */
  user?: string;
  password?: string;
  /** Those who may look into everything. */
  almighty?: readonly string[];
  clockAheadMs?: number;
  nowMs?: () => number;
}

export class KadeployServer {
  readonly asked: string[] = [];
  readonly deployments = new Map<string, FakeDeployment>();
  /** Lines of the log table, by wid, as /stats gives them. */
  readonly statistics = new Map<string, string[]>();
  readonly nodeStates: Record<string, { state: string }> = {};
  automata: Record<string, Record<string, { name: string; retries: number; timeout: number }[]>> = {};
  fault: Fault | undefined;
  /** Only for paths like this. */
  faultFor = /./;
  open = 0;
  mostOpen = 0;
  private readonly options: KadeployServerOptions;
  private readonly server: Server;

  private constructor(options: KadeployServerOptions) {
    this.options = options;
    const answer = (request: IncomingMessage, response: ServerResponse): void => this.answer(request, response);
    this.server = options.tls ? createTlsServer(options.tls, answer) : createServer(answer);
  }

  static async start(options: KadeployServerOptions = {}): Promise<KadeployServer> {
    const server = new KadeployServer(options);
    await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `${this.options.tls ? 'https' : 'http'}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** How often paths that fit were asked for. */
  count(path: RegExp): number {
    return this.asked.filter((asked) => path.test(asked)).length;
  }

  add(wid: string, hosts: readonly string[], more: Partial<FakeDeployment> = {}): FakeDeployment {
    const deployment = {
      user: 'root',
      startSeconds: this.nowMs() / 1000,
      done: false,
      error: false,
      cluster: 'nova',
      seconds: 0,
      ok: [],
      ko: [],
      environment: { name: 'debian-base', version: 1 },
      states: Object.fromEntries(hosts.map((host) => [host, {}])),
      ...more,
    };
    this.deployments.set(wid, deployment);
    return deployment;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private nowMs(): number {
    return (this.options.nowMs?.() ?? Date.now()) + (this.options.clockAheadMs ?? 0);
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    this.asked.push(pathname);
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    response.once('close', () => this.open--);
    if (this.options.clockAheadMs !== undefined || this.options.nowMs) response.setHeader('date', new Date(this.nowMs()).toUTCString());
    if (this.fault !== undefined && this.faultFor.test(pathname)) return this.fail(this.fault, response);
    if (pathname === '/auth_headers_prefix') return void response.end(this.options.prefix ?? 'X-Kadeploy-');
    const user = this.userOf(request);
    if (user === undefined) return void response.writeHead(401).end('Unauthorized');
    const found = this.find(pathname.split('/').slice(1), user, searchParams.get('wid') ?? '');
    if (found === 'unknown') return this.reject(response, 1, 'Invalid workflow id');
    if (found === 'forbidden') return void response.writeHead(403).end();
    if (found === null) return void response.writeHead(200, { 'content-type': 'text/plain' }).end('\n');
    if (typeof found === 'object' && 'raised' in found) return this.reject(response, 15, String(found.raised));
    if (found === undefined) return void response.writeHead(404).end('File Not Found');
    const body = typeof found === 'string' && pathname === '/stats' ? found : JSON.stringify(found);
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(gzipSync(body, { level: 1 }));
  }

  /** What the user may be sure that it is. */
  private userOf({ headers }: IncomingMessage): string | undefined {
    const { prefix = 'X-Kadeploy-', user = 'root', password } = this.options;
    const basic = /^Basic (.*)$/.exec(headers.authorization ?? '')?.[1];
    const [named, secret] = basic
      ? Buffer.from(basic, 'base64').toString().split(':')
      : [String(headers[`${prefix}user`.toLowerCase()] ?? ''), undefined];
    return named === user && secret === password ? named : undefined;
  }

  private find([kind, wid = '', what]: string[], user: string, asked: string): unknown {
    if (kind === 'info') return { automata: this.automata, pxe: {}, supported_fs: {}, vars: {} };
    if (kind === 'nodes') return this.nodeStates;
    if (kind === 'stats') return (this.statistics.get(asked) ?? []).join('\n');
    if (kind !== 'deployment') return undefined;
    if (wid === '') return [...this.deployments].map(([id, deployment]) => this.describe(id, deployment, user));
    const deployment = this.deployments.get(wid);
    if (!deployment) return 'unknown';
    if (what === undefined) return this.describe(wid, deployment, user);
    if (!this.mayLook(deployment, user)) return 'forbidden';
    if (what === 'state') return Object.keys(deployment.states).length > 0 ? deployment.states : null;
    if (what === 'status') return statusOf(deployment);
    return what === 'error' ? (deployment.reason === undefined ? null : { raised: deployment.reason }) : undefined;
  }

  private mayLook(deployment: FakeDeployment, user: string): boolean {
    return user === deployment.user || (this.options.almighty ?? ['root']).includes(user);
  }

  private describe(wid: string, deployment: FakeDeployment, user: string): object {
    const { done, error, startSeconds, ok, ko, states, environment } = deployment;
    const common = { wid, user: deployment.user, done: done || error, error, start_time: Math.floor(startSeconds) };
    const hosts = Object.keys(states);
    if (!this.mayLook(deployment, user)) return { ...common, nodes: hosts };
    const nodes = done ? { ok, ko } : { ok: [], ko: [], processing: hosts };
    const time = this.nowMs() / 1000 - startSeconds;
    return { ...common, environment: { id: 1, user: 'root', ...environment }, time, ...(!error && { logs: true, nodes }) };
  }

  private reject(response: ServerResponse, code: number, info: string): void {
    const headers = { 'X-Application-Error-Code': String(code), 'X-Application-Error-Info': Buffer.from(info).toString('base64') };
    response.writeHead(400, headers).end();
  }

  private fail(fault: Fault, response: ServerResponse): void {
    if (typeof fault === 'object') return void response.writeHead(fault.status, fault.headers).end('an error');
    if (fault === 'silent') return;
    if (fault === 'hang-up') return void response.destroy();
    if (fault === 'html') return void response.end('<html>It works!</html>');
    if (fault === 'half-packed') return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('[]').subarray(0, 12));
    response.writeHead(200, { 'content-length': '100' }).write('[{"wid":"D-');
    setImmediate(() => response.destroy());
  }
}

/** `**`: nodes that are at it. */
function statusOf({ cluster, states, seconds }: FakeDeployment): object {
  const macros: Record<string, Record<string, { nodes: { OK: string[]; KO: string[]; '**': string[] }; time: number }>> = {};
  for (const [host, { macro, micro, state }] of Object.entries(states)) {
    if (!macro || !micro) continue;
    const micros = (macros[macro] ??= {});
    const { nodes } = (micros[micro] ??= { nodes: { OK: [], KO: [], '**': [] }, time: seconds });
    nodes[state === 'ko' ? 'KO' : '**'].push(host);
  }
  return { [cluster]: macros };
}
