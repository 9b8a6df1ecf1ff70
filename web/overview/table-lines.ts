// From backends in the order of their names to the lines of the table: most urgent first, under three heads. Pure.
import type { BackendView } from '../../state-machines/view.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';
import { statuses } from '../ui/status.ts';

export type TableLine = { kind: 'head'; title: string; count: number } | { kind: 'backend'; backend: BackendView };

const groups: readonly { title: string; statuses: readonly BackendStatus[] }[] = [
  { title: 'Needs you', statuses: ['failed', 'stalled', 'late'] },
  { title: 'Installing', statuses: ['waiting', 'installing'] },
  { title: 'Others', statuses: ['installed', 'abandoned', 'idle'] },
];

export function tableLines(backends: readonly BackendView[]): TableLine[] {
  const byStatus = Map.groupBy(backends, (backend) => backend.status);
  const lines: TableLine[] = [];
  for (const { title, statuses: own } of groups) {
    const members = own.flatMap((status) => byStatus.get(status) ?? []);
    if (members.length > 0) lines.push({ kind: 'head', title, count: members.length });
    for (const backend of members) lines.push({ kind: 'backend', backend });
  }
  return lines;
}

/** How many backends there are of each status, every status named. */
export function countByStatus(backends: Iterable<BackendView>): Record<BackendStatus, number> {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<BackendStatus, number>;
  for (const { status } of backends) counts[status] += 1;
  return counts;
}
