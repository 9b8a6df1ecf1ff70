// The service and the writer of a round as the runner sees them: started, told, killed, each by its own process id.
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endWithUs } from './children.ts';
import type { Counts, OrderBody, Report } from './talk.ts';

const upWithinMs = 20_000;
const endsWithinMs = 20_000;
const answersWithinMs = 60_000;
const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Waits, at most so long. */
async function within<T>(ms: number, what: string, waiting: Promise<T>): Promise<T> {
  const bound = new AbortController();
  const tooLong = pause(ms, undefined, { signal: bound.signal }).then(() =>
    Promise.reject(new Error(`${what}: not within ${ms / 1000} s`)),
  );
  return Promise.race([waiting, tooLong]).finally(() => bound.abort());
}

export class ServiceProcess {
  private readonly child: ChildProcess;

  /** Its own log goes to a file of the folder. */
  constructor(roundFile: string, logFile: string) {
    const log = openSync(logFile, 'a');
    this.child = endWithUs(
      spawn(process.execPath, [join(import.meta.dirname, 'service.ts'), roundFile], { stdio: ['ignore', 'pipe', log] }),
    );
    closeSync(log);
  }

  /** Rejects when it ends before. */
  async ready(): Promise<void> {
    const printed = new Promise<void>((resolve, reject) => {
      this.child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes('ready') && resolve());
      this.child.once('exit', (code, signal) => reject(new Error(`the service ended with ${code ?? signal} before it was up`)));
    });
    await within(upWithinMs, 'start of the service', printed);
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** As systemd stops it. Rejects when it does not end well. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    if (this.child.exitCode !== 0) throw new Error(`the service ended with ${this.child.exitCode ?? this.child.signalCode} after SIGTERM`);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (isOver(this.child)) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await within(endsWithinMs, `end of the service after ${signal}`, ended);
  }
}

export class WriterProcess {
  private readonly child: ChildProcess;
  private orders = 0;
  private share = 0;
  private readonly answers = new Map<number, (counts: Counts) => void>();
  private wake: () => void = () => {};
  private published: () => void = () => {};

  constructor(roundFile: string, logFile: string) {
    const log = openSync(logFile, 'a');
    this.child = endWithUs(fork(join(import.meta.dirname, 'writer.ts'), [roundFile], { stdio: ['ignore', 'ignore', log, 'ipc'] }));
    closeSync(log);
    this.child.on('message', (report: Report) => this.take(report));
    this.child.once('exit', () => this.wake());
  }

  /** Resolves with what it has counted so far, when it has obeyed. */
  async tell(order: OrderBody): Promise<Counts> {
    if (isOver(this.child)) throw new Error('the writer has ended');
    const number = ++this.orders;
    const answer = new Promise<Counts>((resolve) => this.answers.set(number, resolve));
    this.child.send({ number, ...order });
    return within(answersWithinMs, `the writer's answer to ${order.kind}`, answer);
  }

  /** Resolves when that share of the story is written. */
  async reaches(share: number): Promise<void> {
    const reached = async (): Promise<void> => {
      while (this.share < share && !isOver(this.child)) await new Promise<void>((resolve) => (this.wake = resolve));
    };
    await within(answersWithinMs, `the writer at ${share.toFixed(2)}`, reached());
  }

  /** Resolves when the next message goes out. */
  async publishes(): Promise<void> {
    await new Promise<void>((resolve) => (this.published = resolve));
  }

  async end(): Promise<void> {
    if (isOver(this.child)) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  private take(report: Report): void {
    if ('answer' in report) this.answers.get(report.answer)?.(report.counts);
    else if ('publishing' in report) this.published();
    else this.share = report.written / report.of;
    this.wake();
  }
}
