// The complete examination: every check, what serve would watch, and the findings, most urgent first.
import { existsSync } from 'node:fs';
import { readInventory } from '../inventory/read-inventory.ts';
import type { Settings } from '../settings/settings.ts';
import { usualSources } from '../settings/usual-sources.ts';
import { catalogue, providers } from '../inputs/catalogue.ts';
import { isLog, type LogSettings, type SourceSettings } from '../inputs/contract/source-settings.ts';
import { findBootServers, isBootServerLine, type FoundServer } from './boot-servers.ts';
import { checkClock } from './check-clock.ts';
import { judgeInventory } from './judge-inventory.ts';
import { presence, silence, stopped } from './judge-servers.ts';
import { checkPorts } from './check-ports.ts';
import { checkSource, type WatchedSource } from './check-sources.ts';
import { urgencies, type Check, type Finding } from './contract/finding.ts';
import type { Machine } from './contract/machine.ts';

export interface Report {
  /** Most urgent first. */
  findings: Finding[];
  servers: ReportedServer[];
  watched: WatchedSource[];
  /** Logs that are written but not watched: the settings should name them. */
  unwatched: LogSettings[];
  inventory: { provider: string; place: string; machines: number | null }[];
}

/** `serves`: its main service. */
export interface ReportedServer extends Omit<FoundServer, 'serves'> {
  serves: FoundServer['serves'][number] | undefined;
}

export interface ExamineOptions {
  settings: Settings;
  workflows: ReadonlySet<string>;
}

export async function examine(machine: Machine, { settings, workflows }: ExamineOptions): Promise<Report> {
  const sources = settings.sources ?? usualSources((path) => existsSync(machine.real(path)));
  const checks: Check[] = [...catalogue.flatMap(({ check }) => check ?? []), checkPorts(settings), checkClock];
  const examined = await Promise.all(checks.map((check) => check(machine, isBootServerLine)));
  const checked = await Promise.all(sources.map((source) => checkSource(source, machine)));
  const elsewhere = examined.flatMap((one) => one.sources ?? []).filter((source) => !isWatched(source, sources));
  const written = await Promise.all(elsewhere.map((source) => isWritten(source, machine)));
  const unwatched = elsewhere.filter((_, i) => written[i]);
  const logs = [...sources, ...unwatched].flatMap((source) => (isLog(source) ? source.path : []));
  const servers = await findBootServers(machine, logs);
  const inventory = await readInventory({ providers, settings: settings.inventory, workflows, root: machine.root, limitSeconds: 30 });
  const findings = [
    ...presence(servers),
    ...checked.flatMap((one) => one.findings),
    ...examined.flatMap((one) => one.findings),
    ...unwatched.map((source) => missed(source, settings)),
    // Unreadable logs prove nothing.
    ...(checked.some((one) => one.findings.length > 0) ? [] : silence(servers, sources)),
    ...(await stopped(servers, machine)),
    ...judgeInventory(inventory, machine),
  ];
  return {
    findings: findings.toSorted((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency)),
    servers: servers.map(({ serves, ...server }) => ({ ...server, serves: serves[0] })),
    watched: checked.map((one) => one.watched),
    unwatched,
    inventory: inventory.readings.map(({ provider, place, machines }) => ({ provider, place, machines: machines?.length ?? null })),
  };
}

function isWatched(log: LogSettings, sources: readonly SourceSettings[]): boolean {
  return sources.some((one) => isLog(one) && matches(one.path, log.path));
}

function matches(pattern: string, path: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after === undefined ? pattern === path : path.startsWith(before) && path.endsWith(after);
}

/** Unreadable logs may be written. */
async function isWritten({ path }: LogSettings, machine: Machine): Promise<boolean> {
  return (await machine.files.exists(path)) && (await machine.lastLines(path))?.length !== 0;
}

/** A log that serve would not follow, and how to add it. */
function missed({ type, path }: LogSettings, settings: Settings): Finding {
  const mend = settings.sources
    ? `- { type: ${type}, path: ${path} }   # under sources in the settings`
    : 'checklist doctor --write /etc/checklist/checklist.yaml';
  return { urgency: 'quiet', what: `${path} is written by a boot server but not watched`, mend };
}
