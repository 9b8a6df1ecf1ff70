// Which backends in trouble have one cause, and what that is most likely: a table, the first rule that takes a backend wins. To add one, put
// it in front of the more general ones. Pure.
import { nameOf } from '../view/backend-name.ts';
import type { DeploymentSummary } from '../deployment/deployment.ts';
import { stoppedOnFailure } from '../view/deployment-words.ts';
import type { BackendSummary, RunSummary, StageSummary } from '../view/summary.ts';

/** A backend in trouble, as a rule looks at it. */
export interface Trouble {
  backend: BackendSummary;
  run: RunSummary;
  /** The stage that is missing, or that failed; for a stalled one where it stands. */
  stage: StageSummary;
  /** Whether it is missing: late, or given up. */
  missing: boolean;
  /** What it reached last before a stage that is missing; null where nothing is missing, or nothing was reached. */
  after: StageSummary | null;
  /** What the run is part of. */
  deployment: DeploymentSummary | null;
}

/** Backends that have one cause, by their `since`. */
export interface TroubleGroup {
  count: number;
  first: Trouble;
  /** Whether all of them stopped at the same place. */
  alike: boolean;
}

export interface IncidentRule {
  /** Part of an incident's id: letters, digits and -. */
  name: string;
  /** The cause is named: one backend is enough, however far apart in time they are. */
  told?: true;
  takes: (trouble: Trouble) => boolean;
  /** Only those with the same key are one. */
  key: (trouble: Trouble) => string;
  title: (group: TroubleGroup) => string;
  /** What it means that others got through or did not; default: derived from the stage. Null for nothing. */
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
    // What is missing is a matter of many, whatever each has done before.
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
    // A server that goes away stops each at the file that it was about to fetch.
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

/** Of a refused request, whose message is its line: `… "GET /install/sbin/profile.cgi HTTP/1.1" 500 571`. */
function httpStatus({ run }: Trouble): string | null {
  return /\] "(?:[^"\\]|\\.)*" (\d{3}) (?:\d|-)/.exec(run.message ?? '')?.[1] ?? null;
}

const keyLength = 80;

/** What the messages of several backends have in common: all but addresses and numbers. */
function commonWords({ run }: Trouble): string {
  return (run.message ?? '')
    .slice(0, 4 * keyLength)
    .replace(/[\da-f]{2}(?:[:-][\da-f]{2}){5}|\b[\dA-F]{8}\b|\d+/g, '#')
    .slice(0, keyLength);
}
