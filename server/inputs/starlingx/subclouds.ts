// Compares the subclouds from poll to poll, and returns changes of their deploy status as observations. A healthy subcloud whose status has not
// changed since it was first seen has no run, because its deployment time is unknown.
import * as z from 'zod';
import type { InstallerEvent, Observation, Sight } from '../../../state-machines/vocabulary.ts';
import type { SubcloudFacts } from './facts.ts';

export interface SeenSubcloud {
  subcloud: SubcloudFacts;
  evidence: Observation['evidence'];
}

/** Remembered state of a subcloud, as plain data. */
interface Remembered {
  status: string;
  /** Start of the deployment of its run, epoch milliseconds; null if it has no run. */
  sinceMs: number | null;
}
export type RememberedSubclouds = Record<string, Remembered>;
export const subcloudMemorySchema: z.ZodType<RememberedSubclouds> = z.record(
  z.string(),
  z.object({ status: z.string(), sinceMs: z.number().nullable() }),
);

const onTheWay = new Set([
  'creating',
  'pre-install',
  'installing',
  'pre-bootstrap',
  'bootstrapping',
  'pre-config',
  'configuring',
  'pre-deploy',
  'deploying',
  'pre-init-enroll',
  'initiating-enroll',
  'pre-enroll',
  'enrolling',
  'pre-restore',
  'restoring',
  'onsite-restoring',
  'pre-rehome',
  'rehoming',
  'reconfiguring-network',
]);

/** The status in which each failure occurs. Others drop the suffix: pre-install-failed occurs in pre-install. */
const failedIn: Record<string, string> = {
  'create-failed': 'creating',
  'deploy-prep-failed': 'pre-deploy',
  'install-failed': 'installing',
  'bootstrap-failed': 'bootstrapping',
  'config-failed': 'configuring',
  'deploy-failed': 'deploying',
  'init-enroll-failed': 'initiating-enroll',
  'enroll-failed': 'enrolling',
  'restore-prep-failed': 'pre-restore',
  'restore-failed': 'restoring',
  'rehome-prep-failed': 'pre-rehome',
  'rehome-failed': 'rehoming',
  'secondary-failed': 'rehoming',
  'network-reconfiguration-failed': 'reconfiguring-network',
};

/** Not phases of a subcloud's own deployment. A strategy's steps cover the first two; the others indicate no deployment. */
const nothingOfIts = new Set(['sw-deploy-in-progress', 'sw-deploy-apply-strategy-failed', 'not-deployed', 'secondary']);

const isFailed = (status: string): boolean => status.endsWith('-failed') && !nothingOfIts.has(status);
const isAborted = (status: string): boolean => status.endsWith('-aborted');

export class SubcloudChanges {
  private readonly remembered: Map<string, Remembered>;

  constructor(remembered: RememberedSubclouds = {}) {
    this.remembered = new Map(Object.entries(remembered));
  }

  get memory(): RememberedSubclouds {
    return Object.fromEntries(this.remembered);
  }

  take(subclouds: readonly SeenSubcloud[], atMs: number): Observation[] {
    return subclouds.flatMap(({ subcloud, evidence }) => {
      const { name, deployStatus: status } = subcloud;
      const before = this.remembered.get(name);
      if (status === null || status === before?.status || nothingOfIts.has(status)) return [];
      const sinceMs = sinceOf(status, before, atMs);
      this.remembered.set(name, { status, sinceMs });
      if (sinceMs === null) return [];
      const deployment = `starlingx-subcloud:${name}@${new Date(sinceMs).toISOString()}`;
      return [{ sight: sightOf(subcloud, status), who: { host: name }, deployment, observedAtMs: atMs, receivedAtMs: atMs, evidence }];
    });
  }
}

/** A finished or failed subcloud that is in progress again has started a new deployment. */
function sinceOf(status: string, before: Remembered | undefined, atMs: number): number | null {
  const wasOpen = before !== undefined && before.sinceMs !== null && !isOver(before.status);
  if (onTheWay.has(status) || isFailed(status)) return wasOpen ? before.sinceMs : atMs;
  return before?.sinceMs ?? null;
}

function isOver(status: string): boolean {
  return status === 'complete' || status === 'factory-restore-complete' || isFailed(status) || isAborted(status);
}

function sightOf({ errorText }: SubcloudFacts, status: string): Sight {
  const event: InstallerEvent = {
    kind: 'event',
    name: `starlingx/subcloud/${status}`.slice(0, 200),
    phase: 'finish',
    error: false,
    part: null,
    text: status,
  };
  if (isAborted(status)) return { ...event, part: 'abandoned' };
  if (!isFailed(status)) return event;
  const text = errorText === null || /^no errors present/i.test(errorText) ? status : `${status}: ${errorText}`;
  const at = failedIn[status] ?? status.replace(/-failed$/, '');
  return { ...event, name: `starlingx/subcloud/${at}`, error: true, part: 'install', text };
}
