// A real Mosquitto that keeps sessions and messages on disk, to be killed and started again.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endWithUs } from './children.ts';

const withinMs = 5_000;

export class PersistentMosquitto {
  private readonly port: number;
  private readonly folder: string;
  private child: ChildProcess | undefined;

  constructor(folder: string, port: number) {
    this.folder = join(folder, 'mosquitto');
    this.port = port;
    mkdirSync(this.folder);
    const lines = [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence true',
      `persistence_location ${this.folder}/`,
      'autosave_on_changes true',
      'autosave_interval 1',
      // Started by root it would become another user, who may not write here.
      ...(process.getuid?.() === 0 ? ['user root'] : []),
    ];
    writeFileSync(join(this.folder, 'mosquitto.conf'), `${lines.join('\n')}\n`);
  }

  /** Resolves when it takes connections. */
  async start(): Promise<void> {
    this.child = endWithUs(spawn('/usr/sbin/mosquitto', ['-c', join(this.folder, 'mosquitto.conf')], { stdio: 'ignore' }));
    const untilMs = Date.now() + withinMs;
    while (!(await this.accepts())) {
      if (Date.now() > untilMs) throw new Error(`mosquitto does not listen on ${this.port}`);
      await pause(10);
    }
  }

  /** -9, after it has saved: what it acknowledges and loses is no fault of ours. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await this.save(child);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  private async save(child: ChildProcess): Promise<void> {
    const beforeMs = this.savedAtMs();
    child.kill('SIGUSR1');
    const untilMs = Date.now() + withinMs;
    while (this.savedAtMs() === beforeMs && Date.now() < untilMs) await pause(5);
  }

  private savedAtMs(): number {
    return statSync(join(this.folder, 'mosquitto.db'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  private async accepts(): Promise<boolean> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }
}
