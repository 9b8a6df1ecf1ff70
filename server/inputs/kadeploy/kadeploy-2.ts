// Kadeploy 2's output, on stdout and in syslog: phases of all nodes of a cluster together, then a table with the result of each node. Only the
// table names the nodes, so a node's whole run is reported when its row is read.
//   Cluster: parasol |### Start the deployement
//   Cluster: parasol |<BootInit 4>
//   node1	deployed
import type { DeploymentReport } from '../../../state-machines/deployment/deployment.ts';
import type { InstallerEvent } from '../../../state-machines/vocabulary.ts';
import { normaliseHost } from '../contract/addresses.ts';
import { cleanText } from '../health/health-body.ts';
import { KadeployClock } from './text-clock.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import type { Line, Parser } from '../contract/parser.ts';
import { evidenceOf, readingOfLine } from '../contract/sighting.ts';

/** In order, spelled as Kadeploy prints them. */
const phases: readonly [RegExp, string][] = [
  [/^### Start the deployement/, 'started'],
  [/^### Reboot the nodes on the deployment environn?ement|^<BootInit \d+>/, 'first-reboot'],
  [/^### Use production environn?ement to deploy|^\(\d+ nodes ready\)/, 'first-check'],
  [/^<PreInstall>/, 'preinstall'],
  [/^### Formatting the deployment partition/, 'format'],
  [/^### Sending user's environment|^<(?:tar |dd )?Transfert>/, 'transfer'],
  [/^### Execute post-install|^<PostInstall>/, 'postinstall'],
  [/^### Reboot the nodes on the deployed environn?e?ment|^<BootEnv \d+>/, 'last-reboot'],
];
const finished = /^### Deployment finished!|^<Completed>/;
/** Duration of a phase, in seconds. */
const took = /^(?:First Check|Preinstall|Transfert|Postinstall|Last Reboot): (\d{1,8})/;
/** The phase in which an error of the table occurred. */
const failures: readonly [RegExp, string][] = [
  [/first check/, 'first-reboot'],
  [/preinstall/, 'preinstall'],
  [/mount of|mkfs|format|fdisk|partition/, 'format'],
  [/transfer|tar |dd |environment/, 'transfer'],
  [/postinstall/, 'postinstall'],
  [/last check/, 'last-reboot'],
];
const clusterLine = /^Cluster: (\S+) \|(.*)$/;
const tableHead = /^Node\tState\t+Error Description/;
const tableRow = /^(\S+)\t(deployed|error|to_deploy|deploying)(?:\t+(.*))?$/;

interface Operation {
  id: string;
  startedMs: number;
  /** Start time of each phase. */
  begun: Map<string, number>;
  hasFailed: boolean;
}

export interface Kadeploy2Options {
  startMs?: number | undefined;
}

/** Lines from stdout. */
export function createKadeploy2Parser({ startMs = 0 }: Kadeploy2Options = {}): Parser {
  const clock = new KadeployClock(startMs);
  const reader = new Kadeploy2Reader();
  return {
    parse(line) {
      const text = clock.read(line.text, line.receivedAtMs);
      const seconds = took.exec(clusterLine.exec(text)?.[2] ?? '')?.[1];
      if (seconds !== undefined) clock.reach(reader.phaseMs, Number(seconds));
      return reader.read(text, line, clock.nowMs);
    },
  };
}

export function isKadeploy2(text: string): boolean {
  return clusterLine.test(text);
}

/** Reads the messages of one log in order. */
export class Kadeploy2Reader {
  /** Start time of the latest phase. */
  phaseMs = 0;
  private readonly operations = new Map<string, Operation>();
  private cluster = '';
  private isTable = false;

  read(text: string, line: Line, atMs: number): Reading {
    const [, cluster, words = ''] = clusterLine.exec(text) ?? [];
    if (cluster !== undefined) return this.readPhase(cluster, words, atMs);
    if (tableHead.test(text)) this.isTable = true;
    const [, name = '', state = '', error = ''] = (this.isTable && tableRow.exec(text)) || [];
    const operation = this.operations.get(this.cluster);
    const host = normaliseHost(name);
    if (host !== undefined && operation) return this.readRow(operation, { host, state, error }, { line, atMs });
    return text.trim() === '' || this.isTable || /^(?:Sumary|Summary)/.test(text)
      ? newReading(atMs)
      : readingOfLine(line, atMs, 'unparsed');
  }

  private readPhase(cluster: string, words: string, atMs: number): Reading {
    this.cluster = cluster;
    const [, phase] = phases.find(([sentence]) => sentence.test(words)) ?? [];
    const known = this.operations.get(cluster);
    const isNew = !known || phase === 'started' || (phase !== undefined && this.isTable);
    if (phase === undefined && (isNew || !finished.test(words))) return newReading(atMs);
    const operation = isNew ? this.begin(cluster, atMs) : known;
    this.isTable &&= !isNew;
    if (phase !== undefined && !operation.begun.has(phase)) {
      operation.begun.set(phase, atMs);
      this.phaseMs = atMs;
    }
    const begin = isNew ? { title: cluster, startedAt: isoOf(atMs), status: 'running' as const, order: 'parallel' as const } : {};
    // The table, if there is one, has the results of the nodes.
    const how = phase === undefined ? { state: 'finished', status: 'done' as const, endedAt: isoOf(atMs) } : { state: phase };
    return newReading(atMs, [], reportOf(operation, atMs, { ...begin, ...how, parameters: { cluster } }));
  }

  private begin(cluster: string, atMs: number): Operation {
    const operation = { id: `kadeploy2:${cluster}:${isoOf(atMs)}`, startedMs: atMs, begun: new Map<string, number>(), hasFailed: false };
    this.operations.set(cluster, operation);
    return operation;
  }

  /** A table row: reports the phases up to the one in which the node ended. */
  private readRow(
    operation: Operation,
    { host, state, error }: { host: string; state: string; error: string },
    { line, atMs }: { line: Line; atMs: number },
  ): Reading {
    const isDeployed = state === 'deployed';
    const text = cleanText(error) || (isDeployed ? 'deployed' : `left in state ${state}`);
    operation.hasFailed ||= !isDeployed;
    const [, where] = isDeployed ? [] : (failures.find(([words]) => words.test(text)) ?? []);
    const sights = [
      ...sightsOf(operation, where, text),
      { atMs, sight: isDeployed ? event('deployed', {}) : event('failed', { failed: text, part: 'install' }) },
    ];
    const common = { who: { host }, deployment: operation.id, receivedAtMs: line.receivedAtMs, evidence: evidenceOf(line) };
    const times = { startedAt: isoOf(operation.startedMs), endedAt: isoOf(atMs) };
    const member = {
      backend: host,
      batch: null,
      status: isDeployed ? ('done' as const) : ('failed' as const),
      state,
      detail: cleanText(error) || null,
      ...times,
    };
    const status = operation.hasFailed ? 'failed' : 'done';
    const observations = sights.map((seen) => ({ ...common, sight: seen.sight, observedAtMs: seen.atMs }));
    return newReading(atMs, observations, reportOf(operation, atMs, { status, state: status, endedAt: isoOf(atMs), members: [member] }));
  }
}

function sightsOf({ begun }: Operation, where: string | undefined, text: string): { atMs: number; sight: InstallerEvent }[] {
  const sights = [];
  for (const [phase, atMs] of begun) {
    sights.push({ atMs, sight: event(phase, {}) });
    if (phase === where) return [...sights, { atMs, sight: event(phase, { failed: text }) }];
  }
  return sights;
}

function event(name: string, { failed, part = null }: { failed?: string; part?: 'install' | null }): InstallerEvent {
  const error = failed !== undefined;
  return {
    kind: 'event',
    name: `kadeploy2/${name}`,
    phase: error ? 'finish' : 'start',
    error,
    part: name === 'deployed' ? 'end' : part,
    text: failed ?? name,
  };
}

function reportOf({ id }: Operation, atMs: number, news: Partial<DeploymentReport>): DeploymentReport {
  return { id, workflow: 'kadeploy-2', reportedAt: isoOf(atMs), ...news };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
