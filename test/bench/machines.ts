// `npm run bench:machines`: the worst case, each line one of ours, of 10,000 machines: observations a second through the machines, alone and with
// store and feed, beside bare xstate actors; and the memory of 100,000 open runs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createActor, type Actor } from 'xstate';
import { createLog } from '../../server/service/log.ts';
import { Monitor } from '../../server/core/monitor.ts';
import { readingOf, type QueueItem } from '../../server/core/queue.ts';
import { openHistory } from '../../server/store/history.ts';
import { machineOf, type RunMachine } from '../../state-machines/run/machine.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';
import { builtInWorkflows, defaultWorkflowName } from '../../state-machines/workflow/built-in.ts';
import { openRuns, runKinds } from './open-runs.ts';
import { compare, judge, keepFigures, note, ratioOf } from './rounds.ts';
import { syslogLines } from './syslog-lines.ts';
import { WatchedFeed } from './watched-feed.ts';
import { createSyslogParser } from '../server/inputs/readers.ts';

const count = 100_000;
const log = createLog({ debug: false, quiet: true });
const observations = [...readLines()];
const folder = mkdtempSync(join(tmpdir(), 'checklist-bench-'));
let stores = 0;

function* readLines(): Generator<Observation> {
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2026, nowMs: Date.now });
  let line = 0;
  for (const text of syslogLines({ count, oursEvery: 1, backends: 10_000 })) {
    const parsed = parser.parse({ text, source: 'messages', number: ++line, offset: line * 90, receivedAtMs: Date.now() });
    if (typeof parsed === 'object') yield* parsed.observations;
  }
}

/** With how far time has got, as sources give them to the queue. */
function* items(): Generator<QueueItem> {
  let nowMs = 0;
  for (const observation of observations) {
    if (observation.observedAtMs > nowMs) {
      nowMs = observation.observedAtMs;
      yield { kind: 'time', nowMs };
    }
    yield readingOf(observation);
  }
}

async function work(monitor: Monitor): Promise<void> {
  const working = monitor.run();
  for (const item of items()) await monitor.queue.push(item);
  monitor.queue.close();
  await working;
}

async function throughMachines(): Promise<void> {
  await work(new Monitor({ workflows: builtInWorkflows, inventory: undefined, outputs: [], log }));
}

/** A store of its own each time, and a browser that listens. */
async function withStoreAndFeed(): Promise<void> {
  const history = openHistory({ path: join(folder, `${stores++}.db`), keepDays: 30, keepRuns: 10, log, nowMs: Date.now });
  const watched = await WatchedFeed.start();
  const { recorder, state } = history;
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: undefined, outputs: [], log, recorder, state });
  await watched.watch(monitor);
  await work(monitor);
  await watched.close();
  history.close();
}

/** What the machines alone would cost as xstate makes them: an actor for each backend, which is told the same. */
function bareActors(): void {
  const workflow = builtInWorkflows.get(defaultWorkflowName);
  if (!workflow) throw new Error(`no workflow is called ${defaultWorkflowName}`);
  const actors = new Map<string, Actor<RunMachine>>();
  for (const [i, { who, observedAtMs: atMs, evidence }] of observations.entries()) {
    const key = who.mac ?? who.ip ?? '';
    const actor = actors.get(key) ?? createActor(machineOf(workflow)).start();
    actors.set(key, actor);
    const stage = workflow.stages[Math.floor(i / 100) % 7] ?? { name: '' };
    actor.send({ type: 'OBSERVED', stage, error: false, message: null, atMs, evidence });
  }
}

/** Each kind in a process of its own: what one leaves behind is no matter of the next. */
function bytesPerRun(kind: string): number {
  const path = fileURLToPath(new URL('open-runs.ts', import.meta.url));
  return Number(execFileSync(process.execPath, ['--expose-gc', path, kind], { encoding: 'utf8' }));
}

try {
  const [bare, alone, whole] = ['bare xstate actors', 'ours: queue and machines', 'ours: with store and feed'];
  const figures = await compare({
    title: `${count.toLocaleString('en')} observations, all relevant, of 10,000 machines`,
    unit: 'observations',
    count: observations.length,
    rows: [
      { name: bare, run: bareActors },
      { name: alone, run: throughMachines },
      { name: whole, run: withStoreAndFeed },
    ],
  });
  const bytes = Object.fromEntries(runKinds.map((kind) => [kind, bytesPerRun(kind)]));
  note(`memory of an open run, of ${openRuns.toLocaleString('en')} that have each seen seven lines`, 'bytes', bytes);
  const speed = (row: string): number => figures.find(({ name }) => name === row)?.perSecond ?? NaN;
  const more = { better: 'more' } as const;
  judge({ what: alone, value: speed(alone), unit: 'observations/s', goal: 100_000, ...more });
  judge({ what: alone, value: ratioOf(figures, alone, bare), unit: `× ${bare}`, floor: 0.5, ...more });
  judge({ what: whole, value: speed(whole), unit: 'observations/s', goal: 30_000, ...more });
  judge({ what: whole, value: ratioOf(figures, whole, bare), unit: `× ${bare}`, floor: 0.12, ...more });
  const [followed, actor] = [bytes['ours, with its backend and its lines'] ?? NaN, bytes['a bare xstate actor'] ?? NaN];
  judge({ what: 'an open run with its lines', value: followed / 1000, unit: 'kB', goal: 4, better: 'less' });
  judge({
    what: 'an open run with its lines',
    value: followed / actor,
    unit: '× a bare xstate actor',
    better: 'less',
    floor: 2,
  });
  keepFigures();
} finally {
  rmSync(folder, { recursive: true });
}
