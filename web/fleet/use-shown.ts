// The backends that a view shows and how many there are of each status. The table, the grid and the wall use the same.
import { useMemo, useState } from 'react';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { countByStatus, urgencyOf } from '../../state-machines/view/urgency.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';
import { useFeedState, useServerTenSeconds } from '../feed/hooks.ts';
import { matcher, type Filter } from './filters/match.ts';
import { HostOrder } from './host-order.ts';

/** All backends ordered by name, and those of them that match the filter. */
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

/** The statuses with at least one backend in trouble that is neither acknowledged nor muted. */
export function useNeedyStatuses(backends: readonly BackendSummary[]): ReadonlySet<BackendStatus> {
  const nowMs = useServerTenSeconds();
  return useMemo(
    () => new Set(backends.filter((backend) => urgencyOf(backend, nowMs) === 'needs you').map(({ status }) => status)),
    [backends, nowMs],
  );
}
