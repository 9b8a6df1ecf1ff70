// Combines what a list of plug-ins can read: log formats, log file names, programs in syslog.
import type { KnownLogs, LogFormat, Programs } from './contract/log-format.ts';
import type { PlugIn } from './contract/plug-in.ts';
import { sniffFormat } from './sniff.ts';

/** In the order of `plugIns`: if a line has two formats, the first one is used. */
export function knownLogsOf(plugIns: readonly PlugIn[]): KnownLogs {
  const programs = programsOf(plugIns);
  const formats = plugIns.flatMap((plugIn) => plugIn.formats ?? []);
  const byName = new Map(formats.map((format) => [format.name, format]));
  const files = plugIns.flatMap(({ logNames }) =>
    (logNames?.names ?? []).map((name) => ({ name, pattern: patternOf(name), rank: logNames?.rank ?? 0 })),
  );
  return {
    programs,
    formats,
    fileNames: files.map(({ name }) => name),
    rankOf: (fileName) => files.find(({ pattern }) => pattern.test(fileName))?.rank,
    recognise: (lines) => sniffFormat(lines, formats)?.name,
    createParser: (name, options) => formatCalled(name, byName).createParser(options, programs),
  };
}

function programsOf(plugIns: readonly PlugIn[]): Programs {
  const newReaders = () => new Map(plugIns.flatMap(({ programs }) => Object.entries(programs?.() ?? {})));
  return {
    names: [...newReaders().keys()],
    newReaders,
    newDeployerReaders: () => new Map(plugIns.flatMap(({ deployerPrograms }) => Object.entries(deployerPrograms?.() ?? {}))),
  };
}

function formatCalled(name: string, byName: ReadonlyMap<string, LogFormat>): LogFormat {
  const format = byName.get(name);
  if (!format) throw new Error(`unknown log format: ${name}`);
  return format;
}

function patternOf(name: string): RegExp {
  return new RegExp(
    `^${name
      .split('*')
      .map((part) => RegExp.escape(part))
      .join('[\\w.-]*')}$`,
  );
}
