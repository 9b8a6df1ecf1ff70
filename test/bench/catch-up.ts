// `npm run bench:catch-up`: what was written in a long outage, most of it rotated away and packed by now: a gigabyte of syslog, or --gigabytes 10. Read as
// `replay` reads, and as the service does at its start, with a store; beside `zcat | wc -l` on those that gzip packed. The reader is a process of
// its own, whose memory is looked at all the way.
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

const { values } = parseArgs({ options: { gigabytes: { type: 'string', default: '1' } }, strict: false });
const bytesWanted = Number(values['gigabytes']) * 1e9;
const sampleMs = 50;
/** Of less, a tenth is read before code is compiled and the heap has its size. */
const levelBytes = 5e9;
const zcat = 'zcat | wc -l, those in gzip';

const folder = mkdtempSync(join(tmpdir(), 'checklist-catch-up-'));
/** Of each way, the samples of each round. */
const memory = new Map<string, number[][]>();

/** Resolves when the reader has read all of it. */
async function read(way: string): Promise<void> {
  const script = fileURLToPath(new URL('catch-up-reader.ts', import.meta.url));
  const child = spawn(process.execPath, [script, way, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const samples: number[] = [];
  await once(child.stdout, 'data');
  const sampling = setInterval(() => samples.push(rssMbOf(child.pid ?? 0)), sampleMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(sampling);
  if (code !== 0) throw new Error(`the reader ended with ${code}`);
  memory.set(way, [...(memory.get(way) ?? []), samples.filter((megabytes) => megabytes > 0)]);
}

/** The highest of the last tenth to that of the first, in the middle round. */
function growthOf(rounds: readonly number[][]): number {
  const growths = rounds.map((samples) => {
    const tenth = Math.ceil(samples.length / 10);
    return Math.max(...samples.slice(-tenth)) / Math.max(...samples.slice(0, tenth));
  });
  return growths.toSorted((a, b) => a - b)[Math.floor(growths.length / 2)] ?? NaN;
}

try {
  const { bytes, gzipBytes } = await writeRotated(folder, bytesWanted);
  const inGzip = readdirSync(folder).filter((name) => name.endsWith('.gz'));
  const figures = await compare({
    title: `${(bytes / 1e9).toFixed(1)} GB of syslog in ${readdirSync(folder).length} files, one line in a hundred ours, most of them packed`,
    unit: 'MB',
    count: bytes / 1e6,
    rows: [
      {
        name: zcat,
        count: gzipBytes / 1e6,
        run: () => void execFileSync('sh', ['-c', `zcat ${inGzip.join(' ')} | wc -l`], { cwd: folder }),
      },
      ...Object.entries(waysToRead).map(([way, { name }]) => ({ name, run: () => read(way) })),
    ],
  });
  for (const [way, { name, what }] of Object.entries(waysToRead)) {
    const rounds = memory.get(way) ?? [];
    note(`memory of the reader, ${what}`, 'MB', { 'at its highest': Math.round(Math.max(...rounds.flat())) });
    judge({ what, value: ratioOf(figures, name, zcat), unit: '× zcat | wc -l', goal: 0.3, better: 'more', floor: 0.15 });
    if (bytes >= levelBytes)
      judge({
        what: `${what}: memory at its highest in the last tenth, to that in the first`,
        value: growthOf(rounds),
        unit: '×',
        goal: 1.3,
        better: 'less',
      });
  }
  keepFigures();
} finally {
  rmSync(folder, { recursive: true });
}
