// The table's lines and the counts, worked out anew only when the backends or the filter change.
import { useMemo, useState } from 'react';
import type { Address } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { HostOrder } from './host-order.ts';
import { matcher } from './match.ts';
import { countByStatus } from '../../state-machines/urgency.ts';
import { tableLines } from './table-lines.ts';

export function useTableLines({ statuses, search }: Address) {
  const backends = useFeedState('backends');
  const [order] = useState(() => new HostOrder());
  const sorted = useMemo(() => order.arrange(backends), [order, backends]);
  const counts = useMemo(() => countByStatus(sorted), [sorted]);
  const lines = useMemo(() => tableLines(sorted.filter(matcher({ statuses, search }))), [sorted, statuses, search]);
  return { lines, counts, total: sorted.length };
}
