// A story as what comes one after another: the lines of its logs and its health messages, in the order of their times.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccessLogParser } from '../../server/inputs/web-logs/access-log.ts';
import { readRecordedMessage } from '../../server/inputs/health/health.ts';
import { timeOf, type Parser } from '../../server/inputs/contract/parser.ts';
import { logNames, type SourceName } from './markers.ts';
import { createSyslogParser } from '../server/inputs/readers.ts';

export interface StoryLine {
  source: SourceName;
  /** A line without its newline, or a message as the recorder kept it. */
  text: string;
  atMs: number;
}

export const storyFolder = (story: string): string => join(import.meta.dirname, '../../sample-logs', story);
const sources: readonly SourceName[] = [...logNames, 'mqtt'];
const fileOf = (source: SourceName): string => (source === 'mqtt' ? 'mqtt.jsonl' : source);

export function readStory(story: string): StoryLine[] {
  const syslog = createSyslogParser({ timeZone: 'UTC', year: 2026, nowMs: () => 0 });
  const access = createAccessLogParser();
  const lists = sources
    .filter((source) => existsSync(join(storyFolder(story), fileOf(source))))
    .map((source) => {
      const readTime = source === 'mqtt' ? arrivedAtMs : lineTime(source === 'messages' ? syslog : access);
      const lines = readFileSync(join(storyFolder(story), fileOf(source)), 'utf8')
        .split('\n')
        .slice(0, -1);
      return lines.map((text): StoryLine => ({ source, text, atMs: readTime(text) }));
    });
  return merge(lists);
}

const arrivedAtMs = (text: string): number => (readRecordedMessage(text)?.timestamp ?? 0) * 1000;
const lineTime =
  (parser: Parser) =>
  (text: string): number =>
    timeOf(parser.parse({ text, source: '', number: null, offset: null, receivedAtMs: 0 })) ?? 0;

/** Always the oldest of the next lines; each log keeps its own order, whatever its stamps. */
function merge(lists: StoryLine[][]): StoryLine[] {
  const merged: StoryLine[] = [];
  for (;;) {
    const next = lists
      .filter((list) => list.length > 0)
      .toSorted((a, b) => (a[0]?.atMs ?? 0) - (b[0]?.atMs ?? 0))[0]
      ?.shift();
    if (!next) return merged;
    merged.push(next);
  }
}
