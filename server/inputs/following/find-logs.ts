// Expands a path to files: single logs, or a folder's logs with their rotated siblings, oldest first. `known` decides what counts as a log.
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { KnownLogs, LogOptions } from '../contract/log-format.ts';
import type { Parser } from '../contract/parser.ts';
import { SettingsError } from '../../settings/settings-error.ts';
import { firstLines } from './first-lines.ts';
import { compareAges, readRotatedName, type RotatedName } from './rotated-name.ts';

/** A log with its rotated siblings. */
export interface LogFiles {
  name: string;
  /** Oldest first. */
  paths: string[];
  parser: Parser;
}

/** Number of first lines used to recognise a log's format. */
const linesRead = 50;

/** The logs in `paths`. Throws a SettingsError if one can't be read or has an unknown format. */
export function findLogs(paths: readonly string[], known: KnownLogs, options: LogOptions): LogFiles[] {
  const files = paths.flatMap((path) => (isFolder(path) ? logsIn(path, known) : [path]));
  const groups = Map.groupBy(files, (path) => join(dirname(path), rotationOf(path).name));
  const logs = [...groups.values()].map((group) => {
    const oldestFirst = group.toSorted((a, b) => compareAges(rotationOf(a), rotationOf(b)));
    return logOf(oldestFirst, known, options);
  });
  if (logs.length === 0) throw new SettingsError([`${paths.join(', ')}: no logs found; known names: ${known.fileNames.join(', ')}`]);
  return logs.flatMap((log) => log ?? []);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new SettingsError([`${path}: can't be read: ${(error as Error).message}`]);
  }
}

function logsIn(folder: string, known: KnownLogs): string[] {
  const files = readdirSync(folder).map((name) => ({ name, rotation: readRotatedName(name) }));
  const logs = files.flatMap(({ name, rotation }) => {
    const rank = known.rankOf(rotation.name);
    // There is no xz decompressor.
    return rank === undefined || rotation.packing === 'xz' ? [] : [{ name, rank }];
  });
  return logs.toSorted((a, b) => a.rank - b.rank || a.name.localeCompare(b.name)).map(({ name }) => join(folder, name));
}

function rotationOf(path: string): RotatedName {
  return readRotatedName(basename(path));
}

function logOf(paths: string[], known: KnownLogs, options: LogOptions): LogFiles | undefined {
  const newest = paths.at(-1) ?? '';
  const head = paths.map(firstLines).find((found) => found.length > 0);
  if (!head) return undefined;
  const format = known.recognise(head.slice(0, linesRead));
  if (format === undefined) {
    const titles = known.formats.map(({ title }) => title).join(', ');
    throw new SettingsError([`${newest}: unknown log format; known formats: ${titles}`]);
  }
  const writtenMs = options.writtenMs ?? statSync(newest).mtimeMs;
  return { name: rotationOf(newest).name, paths, parser: known.createParser(format, { ...options, head, writtenMs }) };
}
