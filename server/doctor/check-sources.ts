// Checks the logs that serve would follow: whether they exist, are readable, and have a known format.
import { knownLogs } from '../inputs/catalogue.ts';
import { isLog, type LogSettings, type SourceSettings } from '../inputs/contract/source-settings.ts';
import { kindOf, placeOf } from '../settings/source-settings.ts';
import type { ExaminedSource, Finding } from './contract/finding.ts';
import type { Machine } from './contract/machine.ts';
import { readability } from './contract/readable.ts';

/** A source as the report shows it. */
export interface WatchedSource {
  type: string;
  place: string;
  /** A short description; null: nothing to report. */
  state: string | null;
}

export interface CheckedSource {
  watched: WatchedSource;
  findings: Finding[];
}

/** Number of last lines to examine. */
const linesRead = 20;

export async function checkSource(source: SourceSettings, machine: Machine): Promise<CheckedSource> {
  const { place = placeOf(source), state, findings } = await examineSource(source, machine);
  return { watched: { type: source.type, place, state }, findings };
}

async function examineSource(source: SourceSettings, machine: Machine): Promise<ExaminedSource> {
  const examine = kindOf(source).examine?.(source, machine);
  if (examine) return examine;
  return isLog(source) ? examineLog(source, machine) : { state: null, findings: [] };
}

async function examineLog(source: LogSettings, machine: Machine): Promise<ExaminedSource> {
  const { path } = source;
  const findings = await readability(path, machine);
  if (path.includes('*') || !(await machine.files.exists(path))) {
    const state = findings.length > 0 ? 'can’t be read' : path.includes('*') ? null : 'not there yet, is waited for';
    return { state, findings };
  }
  findings.push(...(await oddFormat(source, machine)));
  return { state: findings.length > 0 ? 'to be mended' : await ageOf(path, machine), findings };
}

async function oddFormat(source: LogSettings, machine: Machine): Promise<Finding[]> {
  const { path } = source;
  const { log: { formats, title = 'a known log', mend = `tail -n 3 ${path}` } = {} } = kindOf(source);
  const lines = (await machine.lastLines(path))?.slice(-linesRead) ?? [];
  const format = knownLogs.recognise(lines);
  const isFine = lines.length === 0 || (format !== undefined && (formats ?? [format]).includes(format));
  return isFine ? [] : [{ urgency: 'broken', what: `${path}: its last lines are not in the format of ${title}`, mend }];
}

async function ageOf(path: string, machine: Machine): Promise<string | null> {
  const lines = await machine.lastLines(path);
  const atMs = await machine.changedAtMs(path);
  if (lines?.length === 0 || atMs === undefined) return 'empty';
  return `last written ${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
