// Reads numbered lines in a process of its own, from `tail -F` or from the live feed, and tells when they came. Run by `startReader`.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { numbersIn, sharedMs, type Arrival } from './numbered-lines.ts';

export interface LineReader {
  pid: number;
  /** All that came, when each client had it; asked for once, and then it ends. */
  arrivals(): Promise<Arrival[]>;
}

/** Resolves when it reads what comes: by `tail` from a file, by `feed` from a WebSocket, as so many clients. One that is `stuck` reads nothing, as one more. */
export async function startReader(kind: 'tail' | 'feed', from: string, { clients = 1, stuck = 0 } = {}): Promise<LineReader> {
  const child = fork(fileURLToPath(import.meta.url), [kind, from, String(clients), String(stuck)]);
  await once(child, 'message');
  return {
    pid: child.pid ?? 0,
    arrivals: async () => {
      child.send('tell');
      const [told] = (await once(child, 'message')) as [Arrival[]];
      child.disconnect();
      await once(child, 'exit');
      return told;
    },
  };
}

/** What comes is only noted, and looked into afterwards, so that no frame waits for the one before it. Clients get the same frames: each is kept once. */
class Notes {
  private readonly frames = new Map<string, { data: Buffer; cameMs: number[] }>();

  take(key: string, data: Buffer): void {
    const ms = sharedMs();
    const frame = this.frames.get(key);
    if (frame) frame.cameMs.push(ms);
    else this.frames.set(key, { data, cameMs: [ms] });
  }

  /** A line that is told of again does not come again. */
  arrivals(): Arrival[] {
    const known = new Set<number>();
    return Array.from(this.frames.values(), ({ data, cameMs }) => {
      const numbers = numbersIn(data.toString('latin1')).filter((n) => !known.has(n));
      for (const n of numbers) known.add(n);
      return { numbers, cameMs };
    });
  }
}

async function tail(path: string, notes: Notes): Promise<void> {
  const child = spawn('tail', ['-n', '+1', '-F', path], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill());
  let blocks = 0;
  child.stdout.on('data', (data: Buffer) => notes.take(String(blocks++), data));
  await once(child.stdout, 'data');
}

/** Frames begin with their type and number. */
const keyLength = 48;

async function listen(url: string, notes: Notes): Promise<void> {
  const socket = new WebSocket(url);
  socket.on('message', (data: Buffer) => notes.take(data.toString('latin1', 0, keyLength), data));
  await once(socket, 'message');
}

async function stick(url: string): Promise<void> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  socket.pause();
}

async function read(kind: string, from: string, { clients, stuck }: { clients: number; stuck: number }): Promise<void> {
  const notes = new Notes();
  if (kind === 'tail') await tail(from, notes);
  else for (let n = 0; n < clients; n++) await listen(from, notes);
  for (let n = 0; n < stuck; n++) await stick(from);
  process.on('message', () => process.send?.(notes.arrivals()));
  process.on('disconnect', () => process.exit());
  process.send?.('reads');
}

const [, path, kind, from, clients, stuck] = process.argv;
if (path === fileURLToPath(import.meta.url) && kind !== undefined && from !== undefined)
  await read(kind, from, { clients: Number(clients), stuck: Number(stuck) });
