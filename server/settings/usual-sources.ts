// The sources of a machine whose settings name none: the logs and queues that are there.
import { existsSync } from 'node:fs';
import { catalogue } from '../inputs/catalogue.ts';
import type { PlugIn, UsualSource } from '../inputs/contract/plug-in.ts';
import type { SourceSettings } from './source-settings.ts';

type Exists = (path: string) => boolean;

/** Those that are there, or the first of each kind that a boot server must have; then what deployers leave. */
export function usualSources(exists: Exists = existsSync): SourceSettings[] {
  const isThere = ({ there }: UsualSource): boolean => exists(there);
  const others = (plugIns: readonly PlugIn[]): UsualSource[] =>
    usualIn(plugIns).filter((usual) => usual.as === undefined && isThere(usual));
  const accessLogs = kept('access log');
  const tlsLogs = kept('TLS access log');
  const found = [
    ...systemLogs(isThere),
    ...others(catalogue.filter(({ servers }) => servers !== undefined)),
    ...thoseThere(accessLogs, isThere),
    // Who has an access log and none for TLS beside it writes both into one.
    ...(accessLogs.some(isThere) ? tlsLogs.filter(isThere) : thoseThere(tlsLogs, isThere)),
    ...others(catalogue.filter(({ servers }) => servers === undefined)),
  ];
  return found.map(({ settings }) => settings as SourceSettings);
}

function usualIn(plugIns: readonly PlugIn[]): UsualSource[] {
  return plugIns.flatMap((plugIn) => plugIn.usualSources ?? []);
}

function kept(kind: UsualSource['as']): UsualSource[] {
  return usualIn(catalogue).filter(({ as }) => as === kind);
}

/** Those that are there; where none is, the first is waited for. */
function thoseThere(all: readonly UsualSource[], isThere: (usual: UsualSource) => boolean): UsualSource[] {
  const there = all.filter(isThere);
  return there.length > 0 ? there : all.slice(0, 1);
}

/** What syslogd writes; where there is none, the journal. Both hold the same lines. */
function systemLogs(isThere: (usual: UsualSource) => boolean): UsualSource[] {
  const files = kept('system log');
  const journals = kept('journal').filter(isThere);
  return files.some(isThere) || journals.length === 0 ? thoseThere(files, isThere) : journals;
}
