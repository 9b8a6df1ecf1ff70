// From backends in the order of their names to the lines of the table: most urgent first, under three heads. Pure.
import type { BackendSummary } from '../../state-machines/summary.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';

export type TableLine = { kind: 'head'; title: string; count: number } | { kind: 'backend'; backend: BackendSummary };

const groups: readonly { title: string; statuses: readonly BackendStatus[] }[] = [
  { title: 'Needs you', statuses: ['failed', 'stalled', 'late'] },
  { title: 'Installing', statuses: ['waiting', 'installing'] },
  { title: 'Others', statuses: ['installed', 'abandoned', 'idle'] },
];

export function tableLines(backends: readonly BackendSummary[]): TableLine[] {
  const byStatus = Map.groupBy(backends, (backend) => backend.status);
  const lines: TableLine[] = [];
  for (const { title, statuses: own } of groups) {
    const members = own.flatMap((status) => byStatus.get(status) ?? []);
    if (members.length > 0) lines.push({ kind: 'head', title, count: members.length });
    for (const backend of members) lines.push({ kind: 'backend', backend });
  }
  return lines;
}
