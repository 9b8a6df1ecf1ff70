// The lines of the table, computed again only when the backends, the filter or the order change.
import { useMemo } from 'react';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { useServerTenSeconds } from '../feed/hooks.ts';
import type { Order } from '../fleet/row-order.ts';
import { tableLines, type TableLine } from '../fleet/table-lines.ts';

/** `held`: as in LineOptions. */
export function useTableLines(
  shown: readonly BackendSummary[],
  { sort, descending }: Order,
  held: readonly string[] | null,
): readonly TableLine[] {
  const nowMs = useServerTenSeconds();
  return useMemo(() => tableLines(shown, { sort, descending, held, nowMs }), [shown, sort, descending, held, nowMs]);
}
