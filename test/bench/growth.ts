// `npm run bench:growth`: what an event costs, in CPU time, when there is ten times as much of everything: backends that are known, logs that are
// followed or merged. Each size in a process of its own, all of them there from the start, working in turns.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judge, keepFigures, median, note, rounds } from './rounds.ts';

const grown: readonly [kind: string, unit: string, sizes: readonly number[]][] = [
  ['machines', 'backends', [1_000, 10_000, 100_000]],
  ['machines and store', 'backends', [1_000, 10_000, 100_000]],
  ['logs followed', 'logs', [1, 50]],
  ['logs merged', 'logs', [1, 50]],
];
const folder = mkdtempSync(join(tmpdir(), 'checklist-growth-'));
const children: ChildProcess[] = [];

/** A tenfold may cost so much more. */
const tenfold = { goal: 1.3, floor: 2 };

async function start(kind: string, size: number): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('growing.ts', import.meta.url)), [kind, String(size), folder]);
  children.push(child);
  await once(child, 'message');
  return child;
}

async function costOf(child: ChildProcess): Promise<number> {
  child.send('work');
  const [micros] = (await once(child, 'message')) as [number];
  return micros;
}

try {
  for (const [kind, unit, sizes] of grown) {
    const processes: ChildProcess[] = [];
    for (const size of sizes) processes.push(await start(kind, size));
    const taken = sizes.map((): number[] => []);
    // The first of each is where V8 still compiles.
    for (const child of processes) await costOf(child);
    for (let round = 0; round < rounds; round++) for (const [i, child] of processes.entries()) taken[i]?.push(await costOf(child));
    const costs = taken.map(median);
    const names = sizes.map((size) => `${size.toLocaleString('en')} ${size === 1 ? unit.slice(0, -1) : unit}`);
    note(
      `${kind}: CPU time of an event; medians of ${rounds} rounds`,
      'µs',
      Object.fromEntries(names.map((name, i) => [name, costs[i] ?? NaN])),
    );
    for (let i = 1; i < sizes.length; i++) {
      const times = Math.log10((sizes[i] ?? 1) / (sizes[i - 1] ?? 1));
      const value = ((costs[i] ?? NaN) / (costs[i - 1] ?? NaN)) ** (1 / times);
      judge({ what: `${kind}, ${names[i - 1]} → ${names[i]}`, value, unit: '× each tenfold', better: 'less', ...tenfold });
    }
    for (const child of processes) child.kill();
  }
  keepFigures();
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}
