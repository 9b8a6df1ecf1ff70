// `npm run bench`: how fast lines become observations and states, beside what reads the same file in any case. All in one run, in turns; only the
// ratios say something, as machines differ.
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { findLogs } from '../../server/log-files.ts';
import { createLog } from '../../server/log.ts';
import { Monitor } from '../../server/monitor.ts';
import { readFinishedLog } from '../../server/sources/finished-log.ts';
import { mergeByTime } from '../../server/sources/merge-by-time.ts';
import { builtInWorkflows } from '../../state-machines/workflows.ts';
import { syslogLines } from './syslog-lines.ts';

const rounds = 5;
const options = { timeZone: 'UTC', year: 2026, nowMs: Date.now };

async function writeLog(path: string, shape: Parameters<typeof syslogLines>[0]): Promise<void> {
  const file = createWriteStream(path);
  let block = '';
  for (const line of syslogLines(shape)) {
    block += `${line}\n`;
    if (block.length < 1 << 20) continue;
    if (!file.write(block)) await new Promise((resolve) => file.once('drain', () => resolve(undefined)));
    block = '';
  }
  file.end(block);
  await finished(file);
}

async function toObservations(path: string): Promise<void> {
  for (const log of findLogs([path], options)) for await (const _timed of readFinishedLog(log));
}

async function toStates(path: string): Promise<void> {
  const monitor = new Monitor({
    workflows: builtInWorkflows,
    inventory: undefined,
    sinks: [],
    log: createLog({ debug: false, quiet: true }),
  });
  const working = monitor.run();
  for await (const item of mergeByTime(findLogs([path], options).map((log) => readFinishedLog(log)))) await monitor.queue.push(item);
  monitor.queue.close();
  await working;
}

async function seconds(run: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) / 1000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const folder = await mkdtemp(join(tmpdir(), 'checklist-bench-'));
try {
  const shapes = [
    { title: '300,000 lines, one in ten ours, 1,000 backends', count: 300_000, oursEvery: 10, backends: 1_000 },
    { title: '100,000 lines, all ours, 10,000 backends', count: 100_000, oursEvery: 1, backends: 10_000 },
  ];
  for (const shape of shapes) {
    const path = join(folder, 'messages');
    await writeLog(path, shape);
    const grep = (): void => void execFileSync('grep', ['-cE', 'dhcpd|tftpd', path]);
    const rows: Record<string, () => Promise<void> | void> = {
      'grep -cE dhcpd|tftpd': grep,
      'lines to observations': () => toObservations(path),
      'lines to states of runs': () => toStates(path),
    };
    const times = new Map(Object.keys(rows).map((name) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round++) for (const [name, run] of Object.entries(rows)) times.get(name)?.push(await seconds(run));
    process.stdout.write(`\n${shape.title}; medians of ${rounds} rounds\n`);
    const base = median(times.get('grep -cE dhcpd|tftpd') ?? []);
    for (const [name, taken] of times) {
      const each = median(taken);
      process.stdout.write(
        `  ${name.padEnd(26)}${each.toFixed(3)} s  ${Math.round(shape.count / each).toLocaleString('en')} lines/s  ${(each / base).toFixed(1)} x grep\n`,
      );
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
