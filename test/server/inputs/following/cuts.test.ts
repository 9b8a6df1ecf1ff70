// What is stored does not depend on how much of a log was there at the start and how much came live.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMqttJsonlParser } from '../../../../server/inputs/health/health.ts';
import { Store } from '../../../../server/store/store.ts';
import { Random } from '../../../chaos/random.ts';
import { givenSeed, tries } from '../../../fuzzing.ts';
import { readStory, type StoryLine } from '../../../chaos/story-lines.ts';
import { inventoryOf, replayFolder, storyFolder } from '../../../state-machines/track/replay-logs.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService, type TestService } from '../../service/test-service.ts';

const newFolder = tempFolders();
const logs = ['messages', 'access_log', 'ssl_access_log'] as const;
const stories = ['clean', 'four-at-once', 'profile-500', 'reinstall-loop'];

interface Told {
  run: string;
  kind: string;
  stage: string;
  success: boolean;
  observedMs: number;
  message: string | null;
}
const textOf = ({ run, kind, stage, success, observedMs, message }: Told): string =>
  `${run} ${kind} ${stage} ${success} ${observedMs} ${message}`;

/** Lines of one log that follow each other, up to the next of another. */
function runsOfOneLog(lines: readonly StoryLine[]): StoryLine[][] {
  const runs: StoryLine[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.[0]?.source === line.source) last.push(line);
    else runs.push([line]);
  }
  return runs;
}

async function tell(service: TestService, folder: string, lines: readonly StoryLine[], read: Map<string, number>): Promise<void> {
  const { source } = lines[0] as StoryLine;
  if (source === 'mqtt') {
    for (const { text } of lines) {
      const parsed = createMqttJsonlParser().parse({ text, source, number: null, offset: null, receivedAtMs: 0 });
      if (typeof parsed === 'object') await service.monitor.queue.push(parsed);
    }
    return;
  }
  appendFileSync(join(folder, source), lines.map(({ text }) => `${text}\n`).join(''));
  read.set(source, (read.get(source) ?? 0) + lines.length);
  const linesRead = async (): Promise<number> => {
    const { sources } = (await (await fetch(`${service.url}/api/v1/sources`)).json()) as { sources: { name: string; lines: number }[] };
    return sources.find(({ name }) => name === source)?.lines ?? 0;
  };
  await expect.poll(linesRead, { interval: 5 }).toBe(read.get(source));
}

async function serveCutAt(story: string, cut: number, lines: readonly StoryLine[]): Promise<string[]> {
  const folder = newFolder();
  const read = new Map<string, number>();
  for (const log of logs) {
    const before = lines.slice(0, cut).filter(({ source }) => source === log);
    writeFileSync(join(folder, log), before.map(({ text }) => `${text}\n`).join(''));
    read.set(log, before.length);
  }
  const sources = logs.map((name) => ({
    type: name === 'messages' ? 'syslog' : 'access-log',
    path: join(folder, name),
    from: 'beginning',
  }));
  // A line from far ahead of the clock would be dated by it.
  let nowMs = lines[Math.max(0, cut - 1)]?.atMs ?? 0;
  const store = join(folder, 'checklist.db');
  const settings = { sources, timezone: 'UTC', store: { path: store } };
  const service = await startTestService(folder, { settings, inventory: inventoryOf(story), nowMs: () => nowMs });
  const healthBefore = lines.slice(0, cut).filter(({ source }) => source === 'mqtt');
  for (const part of [...(healthBefore.length > 0 ? [healthBefore] : []), ...runsOfOneLog(lines.slice(cut))]) {
    nowMs = Math.max(nowMs, part.at(-1)?.atMs ?? 0);
    await tell(service, folder, part, read);
  }
  await service.stop();
  const stored = new Store(store);
  const told = stored.transitionsAfter(0, 10_000).map(textOf);
  stored.close();
  return told.toSorted();
}

describe('a story that was partly there at the start', () => {
  const random = new Random(givenSeed ?? 2026);
  const rows = Array.from({ length: tries(30) }, (_, i) => {
    const story = stories[i % stories.length] as string;
    return { story, cut: random.integer(0, readStory(story).length) };
  });

  it.each(rows)('$story, cut after $cut lines, is stored as it is replayed', async ({ story, cut }) => {
    const replayed = await replayFolder(storyFolder(story), inventoryOf(story));
    const expected = replayed.output.kept.map(({ transition: { runId, observedAtMs, ...rest } }) =>
      textOf({ ...rest, run: runId, observedMs: observedAtMs }),
    );
    expect(await serveCutAt(story, cut, readStory(story))).toEqual(expected.toSorted());
  });
});
