// The whole examination: every check, what serve would watch, and what of it to mend first.
import { existsSync } from 'node:fs';
import { providers } from '../inventory/providers.ts';
import { readInventory, type Inventory } from '../inventory/read-inventory.ts';
import type { Settings } from '../settings.ts';
import { usualSources, type SourceSettings } from '../source-settings.ts';
import { findBootServers, type BootServer } from './boot-servers.ts';
import { checkClock } from './check-clock.ts';
import { checkDnsmasq } from './check-dnsmasq.ts';
import { checkKea } from './check-kea.ts';
import { checkPorts } from './check-ports.ts';
import { checkSource, type WatchedSource } from './check-sources.ts';
import { checkSyslog } from './check-syslog.ts';
import { checkTftpd } from './check-tftpd.ts';
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
    ...unwatched.map(toFinding),
    // What can't be read says nothing.
    ...(checked.some((one) => one.findings.length > 0) ? [] : silence(servers, sources)),
    ...(await stopped(servers, machine)),
    ...ofInventory(inventory, machine),
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

/** A DHCP server talks as soon as it is started; the journal is not read here. */
function silence(servers: readonly BootServer[], sources: readonly SourceSettings[]): Finding[] {
  if (sources.some(({ type }) => type === 'journal')) return [];
  return servers
    .filter(({ serves, state, hasLines }) => serves === 'DHCP' && state === 'running' && !hasLines)
    .map(({ name }) => ({
      urgency: 'hint',
      what: `${name} runs, and no line of it is at the end of any log that serve watches: where does it log to?`,
      mend: `grep -lr '${name}' /var/log; journalctl -t ${name} -n 3`,
    }));
}

/** Those that systemd starts at boot and that do not run; TFTP servers may wait for a request to be started. */
async function stopped(servers: readonly BootServer[], machine: Machine): Promise<Finding[]> {
  if (!(await machine.files.exists('/run/systemd/system'))) return [];
  return servers
    .filter(({ serves, state }) => state === 'enabled' && serves !== 'TFTP')
    .map(({ name, unit }) => ({
      urgency: 'quiet',
      what: `${name} is to be started at boot, and does not run`,
      mend: `systemctl status ${unit}`,
    }));
}

function toFinding(source: SourceSettings): Finding {
  const path = 'path' in source ? source.path : '';
  return {
    urgency: 'quiet',
    what: `${path} is written by a boot server and not watched`,
    mend: 'checklist doctor --write /etc/checklist/checklist.yaml',
  };
}

function presence(servers: readonly BootServer[]): Finding[] {
  if (servers.length === 0) {
    const what = 'no boot server runs here, is started at boot or has left a line in a log: is this the machine that others install from?';
    return [{ urgency: 'broken', what, mend: "ss -lunp 'sport = :67 or sport = :69'" }];
  }
  const missing = (['DHCP', 'TFTP'] as const).filter(
    (serves) => !servers.some((server) => server.serves === serves || server.name === 'dnsmasq'),
  );
  return missing.map((serves) => ({ urgency: 'hint', what: `no ${serves} server is known here: stages that its log shows are not seen` }));
}

function ofInventory({ readings, warnings }: Inventory, machine: Machine): Finding[] {
  const unread = readings.flatMap(({ provider, mistakes }) => {
    // The commands of another root are not ours to run.
    const urgency = machine.isThisOne || providers[provider].asks === 'files' ? 'quiet' : 'hint';
    return mistakes.map((mistake): Finding => ({ urgency, what: `inventory ${provider}: ${mistake}` }));
  });
  const contradictions: Finding[] =
    warnings.length === 0
      ? []
      : [
          {
            urgency: 'hint',
            what: `inventories: ${warnings[0]}${warnings.length > 1 ? `, and ${warnings.length - 1} more` : ''}`,
            mend: 'checklist check-config',
          },
        ];
  return [...unread, ...contradictions];
}
