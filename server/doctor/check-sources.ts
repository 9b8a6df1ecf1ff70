// The logs that serve would follow: whether they are there, can be read, and are in a format that is known.
import { sniffFormat, type LogFormat } from '../inputs/sniff.ts';
import { placeOf, type LogSettings, type SourceSettings } from '../settings/source-settings.ts';
import type { Finding } from './finding.ts';
import type { Machine } from './machine.ts';
import { readability } from './readable.ts';

/** A source as the report shows it. */
export interface WatchedSource {
  type: SourceSettings['type'];
  place: string;
  /** In a few words; null: nothing to be said. */
  state: string | null;
}

export interface CheckedSource {
  watched: WatchedSource;
  findings: Finding[];
}

/** Of the last lines. */
const linesLooked = 20;
const kinds: Partial<Record<SourceSettings['type'], string>> = {
  syslog: 'syslog',
  'access-log': 'an access log',
  'ssl-access-log': 'an access log',
};
const formats: Partial<Record<SourceSettings['type'], readonly LogFormat[]>> = {
  // Where xcatd speaks most.
  syslog: ['syslog', 'xcat-log'],
  'access-log': ['access-log'],
  'ssl-access-log': ['access-log'],
  'xcat-log': ['xcat-log'],
  'cobbler-install-log': ['cobbler-install-log'],
};

export async function checkSource(source: SourceSettings, machine: Machine): Promise<CheckedSource> {
  const watched = { type: source.type, place: source.type === 'journal' ? 'the journal of this machine' : placeOf(source), state: null };
  if (source.type === 'journal') return checkJournal(watched, machine);
  if (!('path' in source)) return { watched, findings: [] };
  if (source.path.includes('*') || !(await machine.files.exists(source.path))) {
    const findings = await readability(source.path, machine);
    const state = findings.length > 0 ? 'can’t be read' : source.path.includes('*') ? null : 'not there yet, is waited for';
    return { watched: { ...watched, state }, findings };
  }
  const findings = [...(await readability(source.path, machine)), ...(await oddFormat(source, machine))];
  return { watched: { ...watched, state: findings.length > 0 ? 'to be mended' : await ageOf(source.path, machine) }, findings };
}

/** Its files have the group systemd-journal. */
async function checkJournal(watched: WatchedSource, machine: Machine): Promise<CheckedSource> {
  const folders = await Promise.all(
    ['/var/log/journal', '/run/log/journal'].map(async (folder) =>
      (await machine.namesIn(folder)).map((id) => `${folder}/${id}/system.journal`),
    ),
  );
  const findings = (await Promise.all(folders.flat().map((path) => readability(path, machine)))).flat();
  return { watched: { ...watched, state: findings.length > 0 ? 'can’t be read' : null }, findings };
}

async function oddFormat({ path, type }: LogSettings, machine: Machine): Promise<Finding[]> {
  const lines = (await machine.lastLines(path))?.slice(-linesLooked) ?? [];
  const format = sniffFormat(lines);
  const isFine = lines.length === 0 || (format !== undefined && (formats[type] ?? [format]).includes(format));
  if (isFine) return [];
  const mend = /access/.test(type) ? 'the formats common and combined are read; in nginx leave the format out' : `tail -n 3 ${path}`;
  return [{ urgency: 'broken', what: `${path}: its last lines are not those of ${kinds[type] ?? 'a log that is known'}`, mend }];
}

async function ageOf(path: string, machine: Machine): Promise<string | null> {
  const lines = await machine.lastLines(path);
  const atMs = await machine.changedAtMs(path);
  if (lines?.length === 0 || atMs === undefined) return 'empty';
  return `last written ${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
