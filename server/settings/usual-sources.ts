// The default sources: the logs and queues that exist on this host.
import { existsSync } from 'node:fs';
import { catalogue } from '../inputs/catalogue.ts';
import type { PlugIn, UsualSource } from '../inputs/contract/plug-in.ts';
import type { SourceSettings } from './source-settings.ts';

type Exists = (path: string) => boolean;

/** Those that exist, or the first of each kind that a boot server must have; then those of deployers. */
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
    // A web server with an access log but no separate one for TLS writes both to the same file.
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

/** Those that exist, else the first: it is read as soon as it exists. */
function thoseThere(all: readonly UsualSource[], isThere: (usual: UsualSource) => boolean): UsualSource[] {
  const there = all.filter(isThere);
  return there.length > 0 ? there : all.slice(0, 1);
}

/** The files of syslogd, else the journal. Both contain the same lines. */
function systemLogs(isThere: (usual: UsualSource) => boolean): UsualSource[] {
  const files = kept('system log');
  const journals = kept('journal').filter(isThere);
  return files.some(isThere) || journals.length === 0 ? thoseThere(files, isThere) : journals;
}
