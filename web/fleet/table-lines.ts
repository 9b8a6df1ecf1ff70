// Turns backends ordered by name into the lines of the table: grouped by urgency, most urgent first, each group under its head. Pure.
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { urgencies, urgencyOf, urgencyTitles, type Urgency } from '../../state-machines/view/urgency.ts';
import { sortRows, type Order } from './row-order.ts';

export interface HeadLine {
  kind: 'head';
  urgency: Urgency;
  title: string;
  count: number;
  /** How many more need attention and wait until the list is no longer being read. */
  waiting: number;
}
export type TableLine = HeadLine | { kind: 'backend'; backend: BackendSummary; urgency: Urgency };

export interface LineOptions extends Order {
  nowMs: number;
  /** The ids that keep their places under 'Needs you' while that list is being read, whatever their status becomes; null if it is not. */
  held: readonly string[] | null;
}

export function tableLines(backends: readonly BackendSummary[], { nowMs, held, ...order }: LineOptions): TableLine[] {
  const still = new Set(held ?? []);
  const groups = Map.groupBy(backends, (backend) => (still.has(backend.id) ? 'held' : urgencyOf(backend, nowMs)));
  return urgencies.flatMap((urgency) => {
    const members = groups.get(urgency) ?? [];
    if (urgency === 'needs you' && held !== null) return linesOf(urgency, inPlace(groups.get('held') ?? [], held), members.length);
    return linesOf(urgency, sortRows(members, order, nowMs), 0);
  });
}

function inPlace(backends: readonly BackendSummary[], held: readonly string[]): BackendSummary[] {
  const known = new Map(backends.map((backend) => [backend.id, backend]));
  return held.flatMap((id) => known.get(id) ?? []);
}

function linesOf(urgency: Urgency, members: readonly BackendSummary[], waiting: number): TableLine[] {
  const count = members.length + waiting;
  if (count === 0) return [];
  const head: HeadLine = { kind: 'head', urgency, title: urgencyTitles[urgency], count, waiting };
  return [head, ...members.map((backend) => ({ kind: 'backend', backend, urgency }) as const)];
}

/** The ids under 'Needs you', in their current order. */
export function idsOfNeedy(lines: readonly TableLine[]): string[] {
  return lines.flatMap((line) => (line.kind === 'backend' && line.urgency === 'needs you' ? [line.backend.id] : []));
}
