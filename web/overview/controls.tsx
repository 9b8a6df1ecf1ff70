// What stands above the table and the grid: the counts by status as filters, and the filter by workflow.
import type { BackendSummary } from '../../state-machines/summary.ts';
import { useAddress } from '../address.ts';
import { StatusFilter } from './status-filter.tsx';
import { useCounts, useNeedyStatuses } from './use-table-lines.ts';
import { WorkflowFilter } from './workflow-filter.tsx';
import './controls.css';

export function Controls({ all }: { all: readonly BackendSummary[] }) {
  const { statuses, workflow } = useAddress();
  const counts = useCounts(all);
  const needy = useNeedyStatuses(all);
  return (
    <div className="overview-controls">
      <StatusFilter counts={counts} needy={needy} chosen={statuses} />
      <WorkflowFilter chosen={workflow} />
    </div>
  );
}
