// A deployment in words, the same on the dashboard and in the terminal: status glyphs, counts, order, batches. Pure.
import { naturalKey } from './backend-name.ts';
import {
  isOver,
  memberStatuses,
  type Deployment,
  type DeploymentStatus,
  type DeploymentSummary,
  type Member,
  type MemberStatus,
  type Prerequisite,
} from '../deployment/deployment.ts';
import type { StatusTone } from '../vocabulary.ts';

/** A status as glyph, word and colour; the colour is that of the closest backend status. */
export interface Mark {
  glyph: string;
  word: string;
  tone: StatusTone;
}

export const deploymentMarks: Readonly<Record<DeploymentStatus, Mark>> = {
  planned: { glyph: '·', word: 'planned', tone: 'idle' },
  running: { glyph: '▶', word: 'running', tone: 'installing' },
  done: { glyph: '✔', word: 'done', tone: 'installed' },
  failed: { glyph: '✖', word: 'failed', tone: 'failed' },
  aborted: { glyph: '◌', word: 'aborted', tone: 'abandoned' },
  lost: { glyph: '?', word: 'lost', tone: 'late' },
};

const memberMarks: Readonly<Record<MemberStatus, Mark>> = {
  failed: { glyph: '✖', word: 'failed', tone: 'failed' },
  aborted: { glyph: '◌', word: 'aborted', tone: 'abandoned' },
  held: { glyph: '‖', word: 'held', tone: 'waiting' },
  running: { glyph: '▶', word: 'running', tone: 'installing' },
  'not-started': { glyph: '·', word: 'not started', tone: 'idle' },
  done: { glyph: '✔', word: 'done', tone: 'installed' },
};
const neverBegun: Mark = { glyph: '–', word: 'never begun', tone: 'idle' };

/** Most urgent first. */
export const memberOrder = Object.keys(memberMarks) as readonly MemberStatus[];

export const prerequisiteMarks: Readonly<Record<Prerequisite['status'], Mark>> = {
  ok: { glyph: '✔', word: 'ok', tone: 'installed' },
  broken: { glyph: '✖', word: 'broken', tone: 'failed' },
  unknown: { glyph: '?', word: 'unknown', tone: 'idle' },
};

/** Distinguishes a machine that has not started yet from one that never will. */
export function memberMark(status: MemberStatus, deployment: Pick<Deployment, 'status'>): Mark {
  return status === 'not-started' && isOver(deployment) ? neverBegun : memberMarks[status];
}

export function countMembers(members: readonly Member[]): Record<MemberStatus, number> {
  const counts = Object.fromEntries(memberStatuses.map((status) => [status, 0])) as Record<MemberStatus, number>;
  for (const { status } of members) counts[status] += 1;
  return counts;
}

/** `1 failed, 12 never begun, 5 done`. */
export function countsWords({ counts, status }: Pick<DeploymentSummary, 'counts' | 'status'>): string {
  const there = memberOrder.filter((one) => counts[one] > 0);
  if (there.length === 0) return 'no machine yet';
  return there.map((one) => `${counts[one].toLocaleString('en')} ${memberMark(one, { status }).word}`).join(', ');
}

/** `in parallel, at most 2 at once; stops when one fails`; null if nothing is known. */
export function orderWords({ order, atOnce, stopOnFailure }: Pick<Deployment, 'order' | 'atOnce' | 'stopOnFailure'>): string | null {
  const ways = [
    order === null ? null : { parallel: 'in parallel', serial: 'one after the other' }[order],
    atOnce === null ? null : `at most ${atOnce} at once`,
  ].filter((words) => words !== null);
  const stops = stopOnFailure === null ? null : stopOnFailure ? 'stops when one fails' : 'goes on when one fails';
  const words = [ways.join(', '), stops ?? ''].filter((part) => part !== '');
  return words.length === 0 ? null : words.join('; ');
}

/** Whether machines were never started because others had failed. */
export function stoppedOnFailure(deployment: Pick<DeploymentSummary, 'status' | 'counts' | 'stopOnFailure'>): boolean {
  const { counts, stopOnFailure } = deployment;
  return isOver(deployment) && counts.failed > 0 && counts['not-started'] > 0 && stopOnFailure !== false;
}

/** The machine that failed first; without times, the first failed one in order. */
export function firstFailed<M extends Member>(members: readonly M[]): M | undefined {
  const failed = members.filter(({ status }) => status === 'failed');
  return failed.toSorted((a, b) => compareTimes(a.endedAt, b.endedAt))[0];
}

function compareTimes(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

export interface Batch<M extends Member = Member> {
  /** Null: machines without a batch. */
  name: string | null;
  members: readonly M[];
}

/**
 * Batches in order: by number if numbered, otherwise as the deployer reported them. The machines of a serial batch likewise; otherwise by name,
 * as a poller sees them in arbitrary order.
 */
export function batchesOf<M extends Member>({ members, order }: { members: readonly M[]; order: Deployment['order'] }): Batch<M>[] {
  const sorted = order === 'serial' ? members : byName(members);
  const own = Map.groupBy(sorted, ({ batch }) => batch);
  const batches = [...new Set(members.map(({ batch }) => batch))].map((name) => ({ name, members: own.get(name) ?? [] }));
  const numbered = batches.every(({ name }) => name !== null && /^\d+$/.test(name));
  return numbered ? batches.toSorted((a, b) => Number(a.name) - Number(b.name)) : batches;
}

function byName<M extends Member>(members: readonly M[]): M[] {
  const keyed = members.map((member) => ({ member, key: naturalKey(member.backend) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ member }) => member);
}
