// What grows in `bench:growth`, each in a process of its own: does a piece of work whenever it is told to, and answers what an event of it cost.
// Run by `fork` as `growing.ts KIND SIZE FOLDER`.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '../../server/service/log.ts';
import { Monitor } from '../../server/core/monitor.ts';
import { readFinishedLog } from '../../server/inputs/following/finished-log.ts';
import { LogTailer } from '../../server/inputs/following/log-tailer.ts';
import { mergeByTime } from '../../server/inputs/following/merge-by-time.ts';
import { openHistory } from '../../server/store/history.ts';
import type { Observation } from '../../state-machines/vocabulary.ts';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';
import { syslogLines } from './syslog-lines.ts';
import { readingOf } from '../../server/core/queue.ts';
import { createSyslogParser, findLogs } from '../server/inputs/readers.ts';

/** Does so many events. */
type Work = () => Promise<number>;

const options = { timeZone: 'UTC', year: 2026, nowMs: Date.now };
const log = createLog({ debug: false, quiet: true });
const [, , kind = '', sizeText = '', folder = ''] = process.argv;
const size = Number(sizeText);

const makers: Record<string, () => Promise<Work> | Work> = {
  machines: () => installs(false),
  'machines and store': () => installs(true),
  'logs followed': followed,
  'logs merged': merged,
};

/** All `size` backends are installed once, the few of them more often, so that V8 has compiled as much for each size; then a thousand anew at a time. */
async function installs(stored: boolean): Promise<Work> {
  const history = stored ? openHistory({ path: join(folder, `${size}.db`), keepDays: 30, keepRuns: 10, log, nowMs: Date.now }) : undefined;
  const { recorder, state } = history ?? {};
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: undefined, outputs: [], log, recorder, state });
  void monitor.run();
  const observations = installsOf(size);
  const work = async (machines: number): Promise<number> => {
    const events = machines * (linesEach + 1);
    for (let n = 1; n <= events; n++) {
      const { value: observation } = observations.next();
      const { promise, resolve } = Promise.withResolvers<void>();
      await monitor.queue.push(readingOf(observation, { done: resolve }));
      if (n === events) await promise;
    }
    return events;
  };
  await work(Math.max(size, 20_000));
  return () => work(1_000);
}

const linesEach = 7;
const atOnce = 100;

/** Without end. Whoever has seen all its lines says that it is online, so that each install is like the one before. */
function* installsOf(backends: number): Generator<Observation, never> {
  const parser = createSyslogParser(options);
  let line = 0;
  for (;;) {
    for (const text of syslogLines({ count: backends * linesEach, oursEvery: 1, backends })) {
      const parsed = parser.parse({ text, source: 'messages', number: ++line, offset: line * 90, receivedAtMs: Date.now() });
      const [observation] = typeof parsed === 'object' ? parsed.observations : [];
      if (!observation) throw new Error(`not read: ${text}`);
      // Each pass is an hour after the one before.
      const observedAtMs = observation.observedAtMs + Math.floor((line - 1) / (backends * linesEach)) * 3_600_000;
      yield { ...observation, observedAtMs };
      if (Math.floor((line - 1) / atOnce) % linesEach !== linesEach - 1) continue;
      const sight = { kind: 'heartbeat', ok: true, text: 'online' } as const;
      yield { ...observation, sight, lease: undefined, observedAtMs: observedAtMs + 1_000 };
    }
  }
}

const linesAtOnce = 100;

let awaited = 0;
let allSeen: () => void = nothing;

function nothing(): void {}

function see(): void {
  if (--awaited === 0) allSeen();
}

/** A hundred lines to one log after the other, each when those before are through. */
function followed(): Work {
  const paths = Array.from({ length: size }, (_, i) => join(folder, `followed-${i}-of-${size}.log`));
  const following = paths.map(async (path) => {
    writeFileSync(path, '');
    const tailer = new LogTailer({
      name: path,
      type: 'syslog',
      path,
      from: 'beginning',
      parser: createSyslogParser(options),
      nowMs: Date.now,
      onTrouble: nothing,
    });
    for await (const _nothing of tailer.catchUp());
    await tailer.follow(async (item) => void (item.kind === 'reading' && item.observations.length > 0 && see()));
  });
  const lines = syslogLines({ count: Infinity, oursEvery: 1, backends: 10_000 });
  let next = 0;
  return async () => {
    await Promise.all(following);
    for (let n = 0; n < 200; n++) {
      const text = Array.from({ length: linesAtOnce }, () => `${lines.next().value}\n`).join('');
      awaited = linesAtOnce;
      const { promise, resolve } = Promise.withResolvers<void>();
      allSeen = resolve;
      appendFileSync(paths[next++ % size] ?? '', text);
      await promise;
    }
    return 200 * linesAtOnce;
  };
}

const linesMerged = 500_000;

/** Lines that were dealt out to the logs one by one. */
function merged(): Work {
  const logs = Array.from({ length: size }, (): string[] => []);
  let n = 0;
  for (const line of syslogLines({ count: linesMerged, oursEvery: 10, backends: 10_000 })) logs[Math.floor(n++ / 10) % size]?.push(line);
  const paths = logs.map((lines, i) => {
    const path = join(folder, `merged-${i}-of-${size}.log`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  });
  return async () => {
    for await (const _items of mergeByTime(findLogs(paths, options).map((found) => readFinishedLog(found))));
    return linesMerged;
  };
}

const work = await makers[kind]?.();
process.on('message', () => void measure());
process.send?.('ready');

async function measure(): Promise<void> {
  const before = process.cpuUsage();
  const events = (await work?.()) ?? NaN;
  const { user, system } = process.cpuUsage(before);
  process.send?.((user + system) / events);
}
