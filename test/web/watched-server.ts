// A server of its own for a test in the browser: `checklist serve` in a scratch folder with empty logs, to be written to, killed and started again.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { startProgram, type Program } from '../program.ts';

export const logNames = ['messages', 'access_log', 'ssl_access_log'] as const;
export type LogName = (typeof logNames)[number];

const types = { messages: 'syslog', access_log: 'access-log', ssl_access_log: 'ssl-access-log' };

export class WatchedServer {
  url = '';
  brokerUrl = '';
  private readonly folder = mkdtempSync(join(tmpdir(), 'checklist-web-'));
  private program: Program | undefined;

  /** Chooses its ports and makes its logs and its inventory, none without `backends`; does not start yet. `more`: settings of its own. */
  static async create(backends: readonly object[] = [], more: object = {}): Promise<WatchedServer> {
    const server = new WatchedServer();
    const [port, mqttPort] = [await freePort(), await freePort()];
    server.url = `http://127.0.0.1:${port}`;
    server.brokerUrl = `mqtt://127.0.0.1:${mqttPort}`;
    for (const name of logNames) server.rewrite(name, []);
    const settings = {
      sources: logNames.map((name) => ({ type: types[name], path: name, from: 'beginning' })),
      timezone: 'UTC',
      log: { path: 'checklist.log' },
      http: { port },
      mqtt: { host: '127.0.0.1', port: mqttPort },
      ...(backends.length > 0 && { inventory: { file: 'inventory.json' } }),
      ...more,
    };
    writeFileSync(server.path('inventory.json'), JSON.stringify({ backends }));
    writeFileSync(server.path('checklist.yaml'), JSON.stringify(settings));
    return server;
  }

  /** Resolves when it follows its logs, all that stood in them read. */
  async start(): Promise<void> {
    this.program = startProgram(['serve', '-c', this.path('checklist.yaml')], { cwd: this.folder });
    await this.program.printed(/dashboard: http/);
  }

  append(name: LogName, lines: readonly string[]): void {
    appendFileSync(this.path(name), textOf(lines));
  }

  rewrite(name: LogName, lines: readonly string[]): void {
    writeFileSync(this.path(name), textOf(lines));
  }

  /** As a rotation that nothing follows. */
  removeLog(name: LogName): void {
    rmSync(this.path(name));
  }

  /** A health message, through the embedded broker. */
  async publish(stage: string, backend: string): Promise<void> {
    const publisher = startProgram(['publish', stage, '--backend', backend, '-c', this.path('checklist.yaml')], { cwd: this.folder });
    if ((await publisher.ended) !== 0) throw new Error(publisher.output());
  }

  /** Ends it as a power cut would, without a word to anybody. */
  async kill(): Promise<void> {
    this.program?.child.kill('SIGKILL');
    await this.program?.ended;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
