// The order of the rows within a group of the table, by the chosen column. Equal rows stay ordered by name. Pure.
import { paceOf } from '../../state-machines/view/pace.ts';
import type { BackendSummary, RunSummary } from '../../state-machines/view/summary.ts';
import { statuses } from '../../state-machines/vocabulary.ts';
import type { SortKey } from './sort-keys.ts';

export interface Order {
  sort: SortKey;
  descending: boolean;
}

/** The order after a click on a column: first its own direction, then the other, then urgency again. */
export function nextOrder(present: Order, clicked: SortKey): Order {
  const first = clicked === 'time' || clicked === 'started';
  if (clicked === 'urgency') return { sort: 'urgency', descending: false };
  if (present.sort !== clicked) return { sort: clicked, descending: first };
  return present.descending === first ? { sort: clicked, descending: !first } : { sort: 'urgency', descending: false };
}

/** `backends`: ordered by name. */
export function sortRows(backends: readonly BackendSummary[], { sort, descending }: Order, nowMs: number): readonly BackendSummary[] {
  if (sort === 'host') return descending ? backends.toReversed() : backends;
  const keyOf = keysOf(sort, backends, nowMs);
  const sign = descending ? -1 : 1;
  // Each key is computed once, so that ten thousand rows are sorted within a frame.
  const keyed = backends.map((backend) => ({ backend, key: keyOf(backend) }));
  return keyed.toSorted((a, b) => sign * (a.key - b.key)).map(({ backend }) => backend);
}

function keysOf(sort: SortKey, backends: readonly BackendSummary[], nowMs: number): (backend: BackendSummary) => number {
  switch (sort) {
    case 'workflow': {
      const names = [...new Set(backends.map(({ workflow }) => workflow))].toSorted();
      const places = new Map(names.map((name, i) => [name, i]));
      return ({ workflow }) => places.get(workflow) ?? -1;
    }
    case 'stage':
      return ({ run }) => (run ? wayOf(run) : -1);
    case 'time':
      return ({ run }) => (run ? paceOf(run, nowMs).ms : -1);
    case 'started':
      return ({ run }) => (run ? Date.parse(run.startedAt) : -1);
    case 'host':
    case 'urgency':
      return ({ status }) => statuses.indexOf(status);
  }
}

/** The progress of a run: the share of its stages up to the furthest one that was seen. */
function wayOf({ stages }: RunSummary): number {
  return (Math.max(stages.lastIndexOf('d'), stages.lastIndexOf('f')) + 1) / Math.max(1, stages.length);
}
