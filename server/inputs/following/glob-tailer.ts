// Log files that match a pattern, as one source: one follower per file, including files created later. Rotated siblings belong to their log and get
// no follower. It reads nothing itself.
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Parser } from '../contract/parser.ts';
import type { LogPosition } from './file-follower.ts';
import { readLogsPosition } from './log-position.ts';
import { LogTailer, type LogTailerOptions } from './log-tailer.ts';
import { mergeLines } from './merge-by-time.ts';
import { readRotatedName } from './rotated-name.ts';
import type { Push, Source, SourceStatus } from '../contract/source.ts';
import type { Reading } from '../../core/queue.ts';

const rescanMs = 1_000;
const positionsShown = 3;

export interface GlobTailerOptions extends Omit<LogTailerOptions, 'parser'> {
  /** Parsers keep state, so each file has its own. */
  newParser: () => Parser;
}

export class GlobTailer implements Source {
  readonly name: string;
  private readonly options: GlobTailerOptions;
  private readonly tailers = new Map<string, LogTailer>();
  /** Read position per file, by path; the stored position for files not read yet. */
  private logs: Record<string, LogPosition> = {};
  private isResumed = false;
  private stopped = false;
  private rescan: NodeJS.Timeout | undefined;

  constructor(options: GlobTailerOptions) {
    this.name = options.name;
    this.options = options;
  }

  status(): SourceStatus {
    const all = [...this.tailers.values()].map((tailer) => tailer.status());
    const troubles = all.map(({ trouble }) => trouble).filter((trouble) => trouble !== null && !isGone(trouble));
    const none = all.length === 0 ? `no file matches ${this.options.path} yet` : null;
    const trouble = troubles.length > 0 ? troubles.join('; ') : none;
    const sum = (count: (status: SourceStatus) => number): number => all.reduce((total, status) => total + count(status), 0);
    return {
      name: this.name,
      type: this.options.type,
      from: this.options.path,
      alive: trouble === null && !this.stopped,
      trouble,
      lines: sum(({ lines }) => lines),
      observations: sum(({ observations }) => observations),
      odd: sum(({ odd }) => odd),
      lastLineAtMs: all.reduce<number | null>(
        (last, { lastLineAtMs }) => (last === null ? lastLineAtMs : Math.max(last, lastLineAtMs ?? 0)),
        null,
      ),
      position: positionOf(all),
      lagBytes: all.reduce<number | null>((total, { lagBytes }) => (lagBytes === null ? total : (total ?? 0) + lagBytes), null),
      corrections: all.flatMap(({ corrections = [] }) => corrections),
      oddExamples: all.flatMap(({ oddExamples }) => oddExamples).slice(-5),
      counters: sumUp(all.map(({ counters }) => counters)),
    };
  }

  resume(at: unknown): void {
    const logs = readLogsPosition(at);
    if (!logs) {
      this.options.onTrouble(`the stored position of ${this.options.path} is invalid; reading it as at a first start`);
      return;
    }
    this.logs = logs;
    this.isResumed = true;
  }

  async *catchUp(): AsyncGenerator<Reading> {
    const paths = new Set([...Object.keys(this.logs), ...this.matching()]);
    // A file created while the program was not running may have been rotated since.
    const seenMs = Math.max(0, ...Object.values(this.logs).map((log) => log.seenMs));
    if (this.isResumed) for (const path of paths) this.logs[path] ??= { files: [], seenMs };
    const tailers = [...paths].map((path) => ({ path, tailer: this.add(path, this.isResumed) }));
    const all = tailers.map(({ path, tailer }) => this.keyed(path, tailer.catchUp()));
    for await (const { item } of mergeLines(all)) yield this.withPosition(item);
  }

  async follow(push: Push): Promise<void> {
    await Promise.all([...this.tailers].map(([path, tailer]) => this.followOne(path, tailer, push)));
    this.rescan = setInterval(() => void this.pickUp(push), rescanMs);
  }

  /** Follows files created since the last call, from the beginning. */
  async pickUp(push: Push): Promise<void> {
    const paths = this.matching().filter((path) => !this.tailers.has(path));
    await Promise.all(paths.map((path) => this.followOne(path, this.add(path, true), push)));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.rescan);
    await Promise.all([...this.tailers.values()].map((tailer) => tailer.stop()));
  }

  private add(path: string, isLater: boolean): LogTailer {
    const { newParser, from, onTrouble, since, ...rest } = this.options;
    const tailer = new LogTailer({
      ...rest,
      name: basename(path),
      path,
      from: isLater ? 'beginning' : from,
      since: isLater ? undefined : since,
      parser: newParser(),
      onTrouble: (trouble) => (trouble !== null && isGone(trouble) ? undefined : onTrouble(trouble)),
    });
    this.tailers.set(path, tailer);
    if (this.logs[path]) tailer.resume(this.logs[path]);
    return tailer;
  }

  private async followOne(path: string, tailer: LogTailer, push: Push): Promise<void> {
    await tailer.follow((item) => {
      if (item.kind !== 'reading' || !item.position) return push(item);
      return push({ ...item, position: this.positionWith(path, item.position.at) });
    });
  }

  private async *keyed(path: string, blocks: AsyncIterable<readonly Reading[]>): AsyncGenerator<Reading[]> {
    for await (const lines of blocks)
      yield lines.map((reading) => (reading.position ? { ...reading, position: { source: path, at: reading.position.at } } : reading));
  }

  /** The merge reads ahead, so only lines already returned count. */
  private withPosition(reading: Reading): Reading {
    const { position } = reading;
    return position ? { ...reading, position: this.positionWith(position.source, position.at) } : reading;
  }

  private positionWith(path: string, at: unknown): { source: string; at: { logs: Record<string, LogPosition> } } {
    this.logs = { ...this.logs, [path]: at as LogPosition };
    return { source: this.name, at: { logs: this.logs } };
  }

  private matching(): string[] {
    const folder = dirname(this.options.path);
    const pattern = patternOf(basename(this.options.path));
    const names = namesIn(folder).filter((name) => pattern.test(name));
    const isKnown = (name: string): boolean => names.includes(name) || this.tailers.has(join(folder, name));
    return names.filter((name) => !isRotated(name, isKnown)).map((name) => join(folder, name));
  }
}

/** The line of each file, or only the number of files if there are many. */
function positionOf(all: readonly SourceStatus[]): string | null {
  const positions = all.flatMap(({ position }) => position ?? []);
  if (positions.length > positionsShown) return `${positions.length} files`;
  return positions.length === 0 ? null : positions.join(', ');
}

/** With a pattern, a missing file is not an error. */
function isGone(trouble: string): boolean {
  return trouble.endsWith('does not exist yet');
}

function isRotated(name: string, isKnown: (name: string) => boolean): boolean {
  const { name: log, age, packing } = readRotatedName(name);
  return packing !== null || (age.length > 0 && isKnown(log));
}

function namesIn(folder: string): string[] {
  try {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
    return files.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b));
  } catch {
    return [];
  }
}

function patternOf(glob: string): RegExp {
  const parts = glob.split('*').map((part) => RegExp.escape(part));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function sumUp(all: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counters of all) for (const [name, count] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
}
