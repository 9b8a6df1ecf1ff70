// The APIs of a system controller, dcmanager's and Keystone's, as their documents have them, with the faults that real ones have.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { StarlingxCloud } from './starlingx-cloud.ts';

/** expired: all tokens are, before the request. */
export type Fault = 'none' | 'expired' | 'failing' | 'busy' | 'silent' | 'half' | 'garbled' | 'hang-up';

export interface StarlingxServerOptions {
  cloud: StarlingxCloud;
  /** Of its own clock, epoch milliseconds. */
  nowMs: () => number;
  tls?: { key: Buffer; cert: Buffer };
  tokenSeconds?: number;
}

export const password = 'keystone-s3cr3t';

export class StarlingxServer {
  /** What dcmanager was asked for, and how often Keystone was. */
  readonly asked: string[] = [];
  logins = 0;
  refusedLogins = 0;
  /** What goes wrong with the next requests to dcmanager, in their order. */
  faults: Fault[] = [];
  /** Tokens that are good. */
  readonly tokens = new Set<string>();
  /** Every one that was given. */
  readonly given: string[] = [];
  private readonly options: StarlingxServerOptions;
  private readonly server: Server;

  constructor(options: StarlingxServerOptions) {
    this.options = options;
    const listener: RequestListener = (request, response) => void this.answer(request, response);
    this.server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `${this.options.tls ? 'https' : 'http'}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.sendDate = false;
    response.setHeader('date', new Date(this.options.nowMs()).toUTCString());
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString();
    if (request.url === '/v3/auth/tokens') this.login(body, response);
    else this.dcmanager(request, response);
  }

  private login(body: string, response: ServerResponse): void {
    this.logins++;
    const { auth } = JSON.parse(body) as { auth: { identity: { password: { user: object } }; scope: { project: object } } };
    const user = { name: 'admin', password, domain: { name: 'Default' } };
    const project = { name: 'admin', domain: { name: 'Default' } };
    const isRight = JSON.stringify([auth.identity.password.user, auth.scope.project]) === JSON.stringify([user, project]);
    if (!isRight) {
      this.refusedLogins++;
      json(response, 401, { error: { code: 401, message: 'The request you have made requires authentication.' } });
      return;
    }
    const token = `token-s3cr3t-${this.logins}`;
    this.tokens.add(token);
    this.given.push(token);
    const expires = new Date(this.options.nowMs() + (this.options.tokenSeconds ?? 3600) * 1000).toISOString();
    response.setHeader('x-subject-token', token);
    json(response, 201, { token: { methods: ['password'], expires_at: expires } });
  }

  private dcmanager({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    this.asked.push(url);
    const fault = this.faults.shift();
    if (fault === 'expired') this.tokens.clear();
    if (!this.tokens.has(String(headers['x-auth-token']))) return json(response, 401, { error: 'Authentication required' });
    if (fault && fault !== 'expired' && fault !== 'none') return this.fail(fault, response);
    const { cloud } = this.options;
    switch (url) {
      case '/v1.0/sw-update-strategy':
        return cloud.strategy ? json(response, 200, cloud.strategy) : json(response, 404, { error: 'Strategy not found' });
      case '/v1.0/sw-update-strategy/steps':
        return json(response, 200, { 'strategy-steps': cloud.steps });
      case '/v1.0/subclouds':
        return json(response, 200, { subclouds: cloud.subclouds });
      case '/v1.0/alarms':
        return json(response, 200, { alarm_summary: cloud.subclouds.map((subcloud) => this.alarmsOf(subcloud['region-name'])) });
      default:
        return json(response, 404, {});
    }
  }

  private alarmsOf(region: string): object {
    const critical = this.options.cloud.alarms[region] ?? 0;
    return { region_name: region, critical_alarms: critical, major_alarms: 0, minor_alarms: 0, warnings: 0, cloud_status: 'OK' };
  }

  private fail(fault: Exclude<Fault, 'none' | 'expired'>, response: ServerResponse): void {
    if (fault === 'failing') json(response, 500, {});
    else if (fault === 'busy') response.writeHead(503, { 'retry-after': '120' }).end();
    else if (fault === 'garbled') response.end('<html>');
    else if (fault === 'hang-up') response.destroy();
    else if (fault === 'half') {
      response.writeHead(200, { 'content-length': '5000' }).write('{"strategy-steps":[{"cloud":');
      setImmediate(() => response.destroy());
    }
    // silent: never answers.
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
