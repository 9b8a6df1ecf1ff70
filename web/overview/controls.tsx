// What stands above the table and the grid: the counts by status as filters, and the filter by workflow.
import type { BackendSummary } from '../../state-machines/summary.ts';
import { useAddress } from '../address.ts';
import { StatusFilter } from './status-filter.tsx';
import { useCounts } from './use-table-lines.ts';
import { WorkflowFilter } from './workflow-filter.tsx';
import './controls.css';

export function Controls({ all }: { all: readonly BackendSummary[] }) {
  const { statuses, workflow } = useAddress();
  const counts = useCounts(all);
  return (
    <div className="overview-controls">
      <StatusFilter counts={counts} chosen={statuses} />
      <WorkflowFilter chosen={workflow} />
    </div>
  );
}
