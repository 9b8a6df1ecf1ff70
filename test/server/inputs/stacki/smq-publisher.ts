// A publisher of Stacki's message queue in another language, as a process of its own.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { Seen } from '../../core/seen.ts';

export interface SmqPublisher {
  /** Resolves when both of our subscriptions have reached it. */
  subscribed(): Promise<void>;
  /** Resolves when it is sent. */
  send(...frames: string[]): Promise<void>;
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
}

/** `script`: publishers.py (libzmq) or bare_zmtp.py (no library). Resolves when it listens on `port` of loopback. */
export async function startSmqPublisher(script: 'publishers.py' | 'bare_zmtp.py', port: number): Promise<SmqPublisher> {
  const path = new URL(script, import.meta.url).pathname;
  // Debian's own Python: that is the one that has Debian's python3-zmq.
  const child = spawn('/usr/bin/python3', [path, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.on('error', () => {});
  const said = new Seen<string>();
  createInterface({ input: child.stdout }).on('line', (line) => said.add(line));
  await said.until((line) => line === 'ready');
  return {
    subscribed: async () => void (await said.until((line) => line === 'subscribed')),
    send: async (...frames) => {
      const sent = said.next((line) => line === 'sent');
      child.stdin.write(`${JSON.stringify(frames)}\n`);
      await sent;
    },
    signal: (name) => void child.kill(name),
  };
}
