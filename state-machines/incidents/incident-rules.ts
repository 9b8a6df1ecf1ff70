// Which backends in trouble share a cause, and what it most likely is: a table, in which the first rule that takes a backend wins. Put new rules
// in front of more general ones. Pure.
import { nameOf } from '../view/backend-name.ts';
import type { DeploymentSummary } from '../deployment/deployment.ts';
import { stoppedOnFailure } from '../view/deployment-words.ts';
import type { BackendSummary, RunSummary, StageSummary } from '../view/summary.ts';

/** A backend in trouble, as seen by a rule. */
export interface Trouble {
  backend: BackendSummary;
  run: RunSummary;
  /** The stage that is missing or failed; for a stalled backend, its current stage. */
  stage: StageSummary;
  /** Whether it is missing: late, or timed out. */
  missing: boolean;
  /** The last stage reached before a missing one; null if nothing is missing, or nothing was reached. */
  after: StageSummary | null;
  /** The run's deployment. */
  deployment: DeploymentSummary | null;
}

/** Backends that share a cause, sorted by `since`. */
export interface TroubleGroup {
  count: number;
  first: Trouble;
  /** Whether all of them stopped at the same stage. */
  alike: boolean;
}

export interface IncidentRule {
  /** Part of an incident's id: letters, digits and -. */
  name: string;
  /** The cause is reported explicitly: one backend is enough, and times do not matter. */
  told?: true;
  takes: (trouble: Trouble) => boolean;
  /** Only backends with the same key are grouped. */
  key: (trouble: Trouble) => string;
  title: (group: TroubleGroup) => string;
  /** What it means whether others got through; default: derived from the stage. Null for nothing. */
  means?: (group: TroubleGroup) => string | null;
  /** What to check; default: the hint of the stage. */
  hint?: (group: TroubleGroup) => string | null;
}

const isMissing = ({ missing }: Trouble): boolean => missing;
const isFailed = ({ run }: Trouble): boolean => run.status === 'failed';
const stageName = ({ stage }: Trouble): string => stage.name;
const backends = ({ count }: TroubleGroup): string => `${count.toLocaleString('en')} backends`;
const stoppedAfter = (group: TroubleGroup): string => `${backends(group)} stopped after ${titleAfter(group.first)}`;

export const incidentRules: readonly IncidentRule[] = [
  {
    name: 'stopped-on-failure',
    told: true,
    takes: ({ run, deployment }) => run.status === 'failed' && deployment !== null && stoppedOnFailure(deployment),
    key: ({ deployment }) => deployment?.id ?? '',
    title: ({ count, first }) =>
      `${first.deployment?.title ?? ''} stopped: ${count === 1 ? nameOf(first.backend) : `${count.toLocaleString('en')} backends`} failed, ${neverBegun(first)} never begun`,
    means: theFirst,
  },
  {
    // Missing stages are grouped regardless of what each backend did before.
    name: 'finding',
    told: true,
    takes: ({ run, missing }) => run.finding !== null && !missing,
    key: ({ run }) => run.finding?.rule ?? '',
    title: ({ count, first }) =>
      `${count === 1 ? nameOf(first.backend) : `${count.toLocaleString('en')} backends`}: ${first.run.finding?.rule}`,
    means: ({ first }) => first.run.finding?.text ?? null,
    hint: ({ first }) => first.run.finding?.remedy ?? null,
  },
  {
    name: 'no-dhcp-answer',
    takes: (trouble) => trouble.missing && ['DHCPOFFER', 'DHCPACK'].includes(trouble.stage.name),
    key: stageName,
    title: (group) => `${backends(group)} get no ${group.first.stage.title}: dhcpd, or its pool?`,
  },
  {
    name: 'no-tftp',
    takes: (trouble) => trouble.missing && trouble.stage.group === 'tftp' && beginsPart(trouble),
    key: ({ after }) => after?.name ?? '',
    title: (group) => `${stoppedAfter(group)}: TFTP?`,
  },
  {
    name: 'no-boot-files',
    takes: (trouble) => trouble.missing && trouble.stage.group === 'tftp',
    key: stageName,
    title: (group) => `${stoppedAfter(group)}: kernel or ramdisk?`,
  },
  {
    // A server that goes down stops each backend at the file that it was about to fetch.
    name: 'no-http',
    takes: (trouble) => trouble.missing && trouble.stage.group === 'profile',
    key: () => '',
    title: (group) =>
      group.alike ? `${stoppedAfter(group)}: HTTP server?` : `${backends(group)} stopped on the way to their profile: HTTP server?`,
  },
  {
    name: 'not-online',
    takes: (trouble) => trouble.missing && trouble.stage.role === 'end',
    key: stageName,
    title: (group) => `${backends(group)} rebooted and did not come online: their disks, or the message broker?`,
  },
  {
    name: 'late',
    takes: isMissing,
    key: ({ stage, after }) => `${after?.name ?? ''}-${stage.name}`,
    title: (group) => `${stoppedAfter(group)}: no ${group.first.stage.title}`,
  },
  {
    name: 'http-error',
    takes: (trouble) => isFailed(trouble) && httpStatus(trouble) !== null,
    key: (trouble) => `${trouble.stage.name}-${httpStatus(trouble)}`,
    title: (group) => `${backends(group)} failed at ${group.first.stage.title}: HTTP ${httpStatus(group.first)}`,
  },
  {
    name: 'same-failure',
    takes: isFailed,
    key: (trouble) => `${trouble.stage.name}-${commonWords(trouble)}`,
    title: (group) => `${backends(group)} failed at ${group.first.stage.title}`,
    means: theFirst,
  },
  {
    name: 'stalled',
    takes: ({ run }) => run.status === 'stalled',
    key: () => '',
    title: (group) => `${backends(group)} stalled: their installers cannot continue`,
    means: theFirst,
  },
];

function theFirst({ first: { run }, count }: TroubleGroup): string | null {
  if (run.message === null) return null;
  return count === 1 ? run.message : `The first reported: ${run.message}`;
}

function neverBegun({ deployment }: Trouble): string {
  return (deployment?.counts['not-started'] ?? 0).toLocaleString('en');
}

/** Whether the missing stage is the first of its part of the install. */
export function beginsPart({ stage, after }: Trouble): boolean {
  return after !== null && after.group !== stage.group;
}

function titleAfter({ after }: Trouble): string {
  return after?.title ?? 'their start';
}

/** The HTTP status of a refused request, whose message is its log line: `… "GET /install/sbin/profile.cgi HTTP/1.1" 500 571`. */
function httpStatus({ run }: Trouble): string | null {
  return /\] "(?:[^"\\]|\\.)*" (\d{3}) (?:\d|-)/.exec(run.message ?? '')?.[1] ?? null;
}

const keyLength = 80;

/** The common part of several backends' messages: all but addresses and numbers. */
function commonWords({ run }: Trouble): string {
  return (run.message ?? '')
    .slice(0, 4 * keyLength)
    .replace(/[\da-f]{2}(?:[:-][\da-f]{2}){5}|\b[\dA-F]{8}\b|\d+/g, '#')
    .slice(0, keyLength);
}
