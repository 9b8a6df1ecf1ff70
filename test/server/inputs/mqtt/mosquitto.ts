// A real Mosquitto on a free port of loopback, started and ended by the test that uses it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../../../free-port.ts';

export interface MosquittoOptions {
  port?: number;
  lines?: readonly string[];
  anonymous?: boolean;
}

export class Mosquitto {
  readonly port: number;
  readonly url: string;
  private readonly config: string;
  private child: ChildProcess | undefined;

  private constructor(port: number, config: string) {
    this.port = port;
    this.url = `mqtt://127.0.0.1:${port}`;
    this.config = config;
  }

  /** `lines`: more of its configuration. */
  static async start(folder: string, { port: wanted, lines = [], anonymous = true }: MosquittoOptions = {}): Promise<Mosquitto> {
    const port = wanted ?? (await freePort());
    const config = join(folder, `mosquitto-${port}.conf`);
    writeFileSync(config, [`listener ${port} 127.0.0.1`, `allow_anonymous ${anonymous}`, 'persistence false', ...lines, ''].join('\n'));
    const broker = new Mosquitto(port, config);
    await broker.start();
    return broker;
  }

  /** Resolves when it takes connections. */
  async start(): Promise<void> {
    const child = spawn('/usr/sbin/mosquitto', ['-c', this.config, '-v'], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`mosquitto ended with ${code}: ${said}`)));
      child.stderr.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-2_000);
        if (said.includes('running')) resolve();
      });
    });
    await this.accepts();
  }

  /** As a crash or a power cut ends it. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  private async accepts(): Promise<void> {
    const socket = connect(this.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
  }
}
