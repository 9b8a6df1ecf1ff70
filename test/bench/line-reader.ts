// Reads numbered lines in a process of its own, from `tail -F` or from the live feed, and tells when each came. Run by `startReader`.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { numbersIn, sharedMs } from './numbered-lines.ts';

export interface LineReader {
  /** When each line came, by its number; asked for once. */
  arrivals(): Promise<Map<number, number>>;
}

/** Resolves when it reads what comes: `tail` a file, or `feed` a WebSocket. */
export async function startReader(kind: 'tail' | 'feed', from: string): Promise<LineReader> {
  const child = fork(fileURLToPath(import.meta.url), [kind, from]);
  await once(child, 'message');
  return {
    arrivals: async () => {
      child.send('tell');
      const [told] = (await once(child, 'message')) as [[number, number][]];
      child.disconnect();
      return new Map(told);
    },
  };
}

/** Only notes what comes: it is looked into afterwards, so that no frame waits for the one before it. */
async function read(kind: string, from: string): Promise<void> {
  const came: { ms: number; data: Buffer }[] = [];
  const take = (data: Buffer): void => void came.push({ ms: sharedMs(), data });
  const stop = kind === 'tail' ? await tail(from, take) : await listen(from, take);
  process.on('disconnect', stop);
  process.on('message', () => {
    const arrivals = new Map<number, number>();
    for (const { ms, data } of came) for (const n of numbersIn(data.toString('latin1'))) if (!arrivals.has(n)) arrivals.set(n, ms);
    process.send?.([...arrivals]);
  });
  process.send?.('reads');
}

async function tail(path: string, take: (data: Buffer) => void): Promise<() => void> {
  const child = spawn('tail', ['-n', '+1', '-F', path], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', take);
  await once(child.stdout, 'data');
  return () => void child.kill();
}

async function listen(url: string, take: (data: Buffer) => void): Promise<() => void> {
  const socket = new WebSocket(url);
  socket.on('message', take);
  await once(socket, 'message');
  return () => socket.terminate();
}

const [kind, from] = process.argv.slice(2);
if (process.send && kind !== undefined && from !== undefined) await read(kind, from);
