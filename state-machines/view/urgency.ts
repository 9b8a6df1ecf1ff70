// The order of backends for an admin: those that need someone to act first. The same on the dashboard and in the terminal. Pure.
import type { BackendSummary } from './summary.ts';
import { statuses, statusTable, type BackendStatus } from '../vocabulary.ts';

/** known: in trouble, but acknowledged or in maintenance, so no one needs to be alerted. */
export const urgencies = ['needs you', 'known', 'installing', 'others'] as const;
export type Urgency = (typeof urgencies)[number];

export const urgencyTitles: Readonly<Record<Urgency, string>> = {
  'needs you': 'Needs you',
  known: 'Acknowledged or muted',
  installing: 'Installing',
  others: 'Others',
};

export function urgencyOf(backend: Pick<BackendSummary, 'status' | 'muted' | 'run'>, nowMs: number): Urgency {
  const { urgency } = statusTable[backend.status];
  return urgency === 'needs you' && (backend.run?.acknowledged || isMuted(backend, nowMs)) ? 'known' : urgency;
}

/** A mute expires at its `until` time. */
export function isMuted({ muted }: Pick<BackendSummary, 'muted'>, nowMs: number): boolean {
  return muted !== null && (muted.until === null || Date.parse(muted.until) > nowMs);
}

/** For a sort: by urgency, then by status; equals keep their order. */
export function urgencyRank(backend: Pick<BackendSummary, 'status' | 'muted' | 'run'>, nowMs: number): number {
  return urgencies.indexOf(urgencyOf(backend, nowMs)) * statuses.length + statuses.indexOf(backend.status);
}

/** The number of backends per status, zeros included. */
export function countByStatus(backends: Iterable<Pick<BackendSummary, 'status'>>): Record<BackendStatus, number> {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<BackendStatus, number>;
  for (const { status } of backends) counts[status] += 1;
  return counts;
}
