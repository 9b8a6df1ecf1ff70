// The table's lines and the counts, worked out anew only when the backends or the filter change. The grid and the wall show the same.
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { countByStatus, urgencyOf } from '../../../state-machines/view/urgency.ts';
import type { BackendStatus } from '../../../state-machines/vocabulary.ts';
import type { Address } from '../../address.ts';
import { useFeed, useFeedState } from '../../feed/hooks.ts';
import { HostOrder } from './host-order.ts';
import { matcher, type Filter } from '../filters/match.ts';
import { tableLines, type TableLine } from './table-lines.ts';

/** Every backend that the page knows, in the order of names, and those of them that the address asks for. */
export function useShown({ statuses, workflow, deployer, search }: Filter): {
  all: readonly BackendSummary[];
  shown: readonly BackendSummary[];
} {
  const backends = useFeedState('backends');
  const workflows = useFeedState('workflows');
  const [order] = useState(() => new HostOrder());
  const all = useMemo(() => order.arrange(backends), [order, backends]);
  const matches = useMemo(
    () => matcher({ statuses, workflow, deployer, search }, workflows),
    [statuses, workflow, deployer, search, workflows],
  );
  const shown = useMemo(() => all.filter(matches), [all, matches]);
  return { all, shown };
}

export function useCounts(backends: readonly BackendSummary[]) {
  return useMemo(() => countByStatus(backends), [backends]);
}

/** The statuses of which somebody is needed: not all of them are in hand. */
export function useNeedyStatuses(backends: readonly BackendSummary[]): ReadonlySet<BackendStatus> {
  const nowMs = useServerTenSeconds();
  return useMemo(
    () => new Set(backends.filter((backend) => urgencyOf(backend, nowMs) === 'needs you').map(({ status }) => status)),
    [backends, nowMs],
  );
}

export function useTableLines(
  shown: readonly BackendSummary[],
  { sort, descending }: Address,
  held: readonly string[] | null,
): readonly TableLine[] {
  const nowMs = useServerTenSeconds();
  return useMemo(() => tableLines(shown, { sort, descending, held, nowMs }), [shown, sort, descending, held, nowMs]);
}

/** The server's clock in steps of ten seconds: often enough for a mute that ends, and for an order by time. */
export function useServerTenSeconds(): number {
  const { clock } = useFeed();
  return useSyncExternalStore(clock.subscribe, () => Math.floor(clock.second() / 10_000) * 10_000);
}
