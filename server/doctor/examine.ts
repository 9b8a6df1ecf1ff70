// The whole examination: every check, what serve would watch, and what of it to mend first.
import { existsSync } from 'node:fs';
import { readInventory } from '../inventory/read-inventory.ts';
import type { Settings } from '../settings/settings.ts';
import { usualSources, type SourceSettings } from '../settings/source-settings.ts';
import { findBootServers, type BootServer } from './boot-servers.ts';
import { checkClock } from './check-clock.ts';
import { checkDnsmasq } from '../inputs/dnsmasq/doctor.ts';
import { judgeInventory } from './judge-inventory.ts';
import { presence, silence, stopped } from './judge-servers.ts';
import { checkKea } from '../inputs/kea/doctor.ts';
import { checkPorts } from './check-ports.ts';
import { checkSource, type WatchedSource } from './check-sources.ts';
import { checkSyslog } from './check-syslog.ts';
import { checkTftpd } from '../inputs/tftpd-hpa/doctor.ts';
import { checkWebLogs } from './check-web-logs.ts';
import { urgencies, type Check, type Finding } from './finding.ts';
import type { Machine } from './machine.ts';

export interface Report {
  /** Most urgent first. */
  findings: Finding[];
  servers: BootServer[];
  watched: WatchedSource[];
  /** Logs that are written and not watched: settings would name them. */
  unwatched: SourceSettings[];
  inventory: { provider: string; place: string; machines: number | null }[];
}

export interface ExamineOptions {
  settings: Settings;
  workflows: ReadonlySet<string>;
}

export async function examine(machine: Machine, { settings, workflows }: ExamineOptions): Promise<Report> {
  const sources = settings.sources ?? usualSources((path) => existsSync(machine.real(path)));
  const checks: Check[] = [checkSyslog, checkTftpd, checkDnsmasq, checkKea, checkWebLogs, checkPorts(settings), checkClock];
  const examined = await Promise.all(checks.map((check) => check(machine)));
  const checked = await Promise.all(sources.map((source) => checkSource(source, machine)));
  const elsewhere = examined.flatMap((one) => one.sources ?? []).filter((source) => !isWatched(source, sources));
  const written = await Promise.all(elsewhere.map((source) => isWritten(source, machine)));
  const unwatched = elsewhere.filter((_, i) => written[i]);
  const logs = [...sources, ...unwatched].flatMap((source) => ('path' in source ? source.path : []));
  const servers = await findBootServers(machine, logs);
  const inventory = await readInventory({ settings: settings.inventory, workflows, root: machine.root, limitSeconds: 30 });
  const findings = [
    ...presence(servers),
    ...checked.flatMap((one) => one.findings),
    ...examined.flatMap((one) => one.findings),
    ...unwatched.map((source) => missed(source, settings)),
    // What can't be read says nothing.
    ...(checked.some((one) => one.findings.length > 0) ? [] : silence(servers, sources)),
    ...(await stopped(servers, machine)),
    ...judgeInventory(inventory, machine),
  ];
  return {
    findings: findings.toSorted((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency)),
    servers,
    watched: checked.map((one) => one.watched),
    unwatched,
    inventory: inventory.readings.map(({ provider, place, machines }) => ({ provider, place, machines: machines?.length ?? null })),
  };
}

function isWatched(source: SourceSettings, sources: readonly SourceSettings[]): boolean {
  return sources.some((one) => 'path' in one && 'path' in source && matches(one.path, source.path));
}

function matches(pattern: string, path: string): boolean {
  const [before = '', after] = pattern.split('*');
  return after === undefined ? pattern === path : path.startsWith(before) && path.endsWith(after);
}

/** One that can't be read may be. */
async function isWritten(source: SourceSettings, machine: Machine): Promise<boolean> {
  if (!('path' in source) || !(await machine.files.exists(source.path))) return false;
  return (await machine.lastLines(source.path))?.length !== 0;
}

/** A log that serve would not follow, and how it comes to. */
function missed(source: SourceSettings, settings: Settings): Finding {
  const path = 'path' in source ? source.path : '';
  const mend = settings.sources
    ? `- { type: ${source.type}, path: ${path} }   # under sources in the settings`
    : 'checklist doctor --write /etc/checklist/checklist.yaml';
  return { urgency: 'quiet', what: `${path} is written by a boot server and not watched`, mend };
}
