// Every recorded story, damaged: nothing throws, nothing is lost from the counts, nobody is invented.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import * as fc from './fuzzing.ts';
import { inventoryOf, logOptions, replayLogs, stories, storyFolder, type Replayed } from './state-machines/track/replay-logs.ts';
import { createParser, sniffFormat } from './server/inputs/readers.ts';
import type { LogFiles } from '../server/inputs/following/find-logs.ts';

const scratch = mkdtempSync(join(tmpdir(), 'checklist-fuzz-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The lines of a story's logs, oldest first, by the log's name. */
type Logs = Record<string, string[]>;

const names = ['messages', 'journal.json', 'access_log', 'ssl_access_log', 'mqtt.jsonl'];
const recorded = new Map(stories.map((story) => [story, readLogs(story)]));

function readLogs(story: string): Logs {
  const files = readdirSync(storyFolder(story)).toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return Object.fromEntries(
    names.map((name) => {
      const own = files.filter((file) => file.replace(/(?:\.\d+)?(?:\.gz)?$/, '') === name);
      return [name, own.flatMap((file) => linesOf(join(storyFolder(story), file)))];
    }),
  );
}

function linesOf(path: string): string[] {
  const bytes = readFileSync(path);
  // latin1: a byte a character, whatever the bytes are.
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1').split('\n').slice(0, -1);
}

/** As its lines are in the story. */
function formatOf(name: string, story: string): string {
  const usual =
    name === 'messages' ? 'syslog' : name === 'mqtt.jsonl' ? 'mqtt-jsonl' : name === 'journal.json' ? 'journal-json' : 'access-log';
  return sniffFormat(logsOf(story)[name] ?? []) ?? usual;
}

/** With the story's inventory, if `isDeclared`. */
async function replay(logs: Logs, story: string, isDeclared = true): Promise<Replayed> {
  const files = names.map((name): LogFiles => {
    const path = join(scratch, name);
    writeFileSync(path, (logs[name] ?? []).map((line) => `${line}\n`).join(''), 'latin1');
    return { name, paths: [path], parser: createParser(formatOf(name, story), logOptions) };
  });
  return replayLogs(files, isDeclared ? inventoryOf(story) : undefined);
}

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const shares = fc.array(share, { minLength: 1, maxLength: 12 });
/** What can happen to a log. Each takes its lines and gives others. */
const damages = fc.oneof(
  fc.array(fc.tuple(share, share, fc.nat(7)), { minLength: 1, maxLength: 60 }).map((flips) => (lines: string[]) => flipped(lines, flips)),
  fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 30 }).map((cuts) => (lines: string[]) => cut(lines, cuts)),
  fc.infiniteStream(share).map((keys) => (lines: string[]) => shuffled(lines, keys)),
  shares.map((places) => (lines: string[]) => doubled(lines, places)),
  shares.map((places) => (lines: string[]) => dropped(lines, places)),
);

function at(lines: { length: number }, place: number): number {
  return Math.floor(place * lines.length);
}

/** A newline may come of it, or go: then it is another number of lines. */
function flipped(lines: string[], flips: [number, number, number][]): string[] {
  const result = [...lines];
  for (const [place, column, bit] of flips) {
    const i = at(result, place);
    const line = result[i] ?? '';
    const j = at(line, column);
    result[i] = line.slice(0, j) + String.fromCodePoint((line.codePointAt(j) ?? 0) ^ (1 << bit)) + line.slice(j + 1);
  }
  return result.join('\n').split('\n');
}

/** Cuts lines short, and joins each with what follows it, as when a write was lost. */
function cut(lines: string[], cuts: [number, number][]): string[] {
  const result = [...lines];
  for (const [place, column] of cuts) {
    const i = at(result, place);
    const line = result[i] ?? '';
    result.splice(i, 2, line.slice(0, at(line, column)) + (result[i + 1] ?? ''));
  }
  return result;
}

function shuffled(lines: string[], keys: Iterator<number>): string[] {
  return lines
    .map((line) => ({ line, key: Number(keys.next().value) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ line }) => line);
}

function doubled(lines: string[], places: number[]): string[] {
  const twice = new Set(places.map((place) => at(lines, place)));
  return lines.flatMap((line, i) => (twice.has(i) ? [line, line] : [line]));
}

function dropped(lines: string[], places: number[]): string[] {
  const gone = new Set(places.map((place) => at(lines, place)));
  return lines.filter((_, i) => !gone.has(i));
}

const interleaved = (a: string[], b: string[]): string[] =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, i) => [a[i], b[i]].filter((line) => line !== undefined)).flat();
const over = (logs: Logs, damage: (lines: string[], name: string) => string[]): Logs =>
  Object.fromEntries(names.map((name) => [name, damage(logs[name] ?? [], name)]));
const logsOf = (story: string): Logs => recorded.get(story) ?? {};

/** Whether every line was counted, nothing went wrong, and nobody came to the inventory but those that a deployer named. */
function expectWhole({ counter, kinds, monitor, observations, views }: Replayed, logs: Logs, story: string | undefined): void {
  const lines = names.flatMap((name) => logs[name] ?? []).length;
  const deployed = views.filter((view) => view.runs.some((run) => run.deployment !== null)).map((view) => view.id);
  const declared = story === undefined ? views.map((view) => view.id) : inventoryOf(story).map((backend) => backend.host);
  const counted = kinds.observation + kinds.irrelevant + kinds.unparsed;
  expect({ lines: counter.lines, counted }).toEqual({ lines, counted: lines });
  expect(monitor.dispatcher.counters).toMatchObject({ errors: 0, observations });
  expect(views.map((view) => view.id)).toEqual([...new Set([...declared, ...deployed])]);
}

describe.each(stories)('%s', (story) => {
  it('is read damaged as it is, and costs no error', async () => {
    const damaged = fc.array(damages, { minLength: 1, maxLength: 3 });
    const property = fc.asyncProperty(damaged, fc.boolean(), async (steps, declared) => {
      const logs = steps.reduce((before, step) => over(before, step), logsOf(story));
      expectWhole(await replay(logs, story, declared), logs, declared ? story : undefined);
    });
    await expect(fc.assert(property, { numRuns: fc.tries(60) })).resolves.toBeUndefined();
  });

  it('is read between the lines of another', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...stories), fc.boolean(), async (other, declared) => {
      const logs = over(logsOf(story), (lines, name) => interleaved(lines, logsOf(other)[name] ?? []));
      expectWhole(await replay(logs, story, declared), logs, declared ? story : undefined);
    });
    await expect(fc.assert(property, { numRuns: fc.tries(5) })).resolves.toBeUndefined();
  });

  it.each([true, false])('gives the same when each line is there twice (with inventory: %s)', async (declared) => {
    const logs = logsOf(story);
    const twice = over(logs, (lines) => lines.flatMap((line) => [line, line]));
    expect(stagesOf(await replay(twice, story, declared))).toEqual(stagesOf(await replay(logs, story, declared)));
  });

  it('gives the same when some lines are there twice', async () => {
    const logs = logsOf(story);
    const plain = stagesOf(await replay(logs, story));
    const property = fc.asyncProperty(shares, async (places) => {
      const more = over(logs, (lines) => doubled(lines, places));
      expect(stagesOf(await replay(more, story))).toEqual(plain);
    });
    await expect(fc.assert(property, { numRuns: fc.tries(10) })).resolves.toBeUndefined();
  });
});

/** Statuses and times of all runs and stages; not how often, nor by which lines. */
function stagesOf({ views }: Replayed) {
  return views.map(({ id, status, runs }) => ({
    id,
    status,
    runs: runs.map((run) => ({
      ...run,
      stages: run.stages.map((stage) => `${stage.name} ${stage.status} ${stage.at} ${stage.message}`),
    })),
  }));
}
