// `npm run bench:catch-up`: what was written in a long outage, most of it rotated away and packed by now: half a gigabyte of syslog, or --gigabytes 10,
// of which one line in a hundred is relevant, and once more with one in ten. Read as `replay` reads, and as the service does at its start, with a store; beside
// `zcat | wc -l` on those that gzip packed. The reader is a process of its own, whose memory is looked at all the way.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { waysToRead } from './catch-up-reader.ts';
import { writeRotated } from './rotated-logs.ts';
import { rssMbOf } from './process-cost.ts';
import { compare, judge, keepFigures, note, ratioOf } from './rounds.ts';

const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '0.5' } }, strict: false });
const bytesWanted = Number(values['gigabytes']) * 1e9;
const sampleMs = 50;
/** Of less, a tenth is read before code is compiled and the heap has its size. */
const levelBytes = 5e9;
/** By the way to read, and how many lines one of ours comes in. */
const floors: Record<string, Record<number, number>> = { finished: { 100: 0.5, 10: 0.15 }, followed: { 100: 0.15, 10: 0.03 } };
const zcat = 'zcat | wc -l, those in gzip';

/** Its memory all the way, megabytes. */
async function read(way: string, folder: string): Promise<number[]> {
  const script = fileURLToPath(new URL('catch-up-reader.ts', import.meta.url));
  const child = spawn(process.execPath, [script, way, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const samples: number[] = [];
  await once(child.stdout, 'data');
  const sampling = setInterval(() => samples.push(rssMbOf(child.pid ?? 0)), sampleMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(sampling);
  if (code !== 0) throw new Error(`the reader ended with ${code}`);
  return samples.filter((megabytes) => megabytes > 0);
}

/** The highest of all to the highest of the first tenth, in the middle round. */
function growthOf(rounds: readonly number[][]): number {
  const growths = rounds.map((samples) => Math.max(...samples) / Math.max(...samples.slice(0, Math.ceil(samples.length / 10))));
  return growths.toSorted((a, b) => a - b)[Math.floor(growths.length / 2)] ?? NaN;
}

async function measure(folder: string, mix: string, oursEvery: number): Promise<void> {
  const { bytes, gzipBytes } = await writeRotated(folder, bytesWanted, oursEvery);
  const inGzip = readdirSync(folder).filter((name) => name.endsWith('.gz'));
  const memory = new Map(Object.keys(waysToRead).map((way): [string, number[][]] => [way, []]));
  const figures = await compare({
    title: `${(bytes / 1e9).toFixed(1)} GB of syslog in ${readdirSync(folder).length} files, ${mix} relevant, most of them packed`,
    unit: 'MB',
    count: bytes / 1e6,
    rows: [
      {
        name: zcat,
        count: gzipBytes / 1e6,
        run: () => void execFileSync('sh', ['-c', `zcat ${inGzip.join(' ')} | wc -l`], { cwd: folder }),
      },
      ...Object.entries(waysToRead).map(([way, { name }]) => {
        return { name, run: async () => void memory.get(way)?.push(await read(way, folder)) };
      }),
    ],
  });
  for (const [way, { name, what }] of Object.entries(waysToRead)) {
    const rounds = memory.get(way) ?? [];
    note(`memory of the reader, ${what}, ${mix} relevant`, 'MB', { 'at its highest': Math.round(Math.max(...rounds.flat())) });
    const goal = { what: `${what}, ${mix} relevant`, goal: 0.3, better: 'more', unit: '× zcat | wc -l' } as const;
    judge({ ...goal, value: ratioOf(figures, name, zcat), floor: floors[way]?.[oursEvery] });
    if (bytes < levelBytes) continue;
    judge({
      what: `memory, ${goal.what}: highest of all to that of the first tenth`,
      value: growthOf(rounds),
      unit: '×',
      goal: 1.3,
      better: 'less',
    });
  }
}

for (const [mix, oursEvery] of [
  ['one line in a hundred', 100],
  ['one line in ten', 10],
] as const) {
  const folder = mkdtempSync(join(tmpdir(), 'checklist-catch-up-'));
  try {
    await measure(folder, mix, oursEvery);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
keepFigures();
