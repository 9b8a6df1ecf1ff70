// The controls above the table and the grid: filters by status, deployer and workflow, and the export.
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { useAddress } from '../../address.ts';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { backendColumns } from '../backend-columns.ts';
import { StatusFilter } from './status-filter.tsx';
import { useCounts, useNeedyStatuses } from '../use-shown.ts';
import { KindFilter } from './kind-filter.tsx';
import { WorkflowFilter } from './workflow-filter.tsx';
import './controls.css';

interface Props {
  all: readonly BackendSummary[];
  /** Those that match the filters, to be exported. */
  shown: readonly BackendSummary[];
}

export function Controls({ all, shown }: Props) {
  const { statuses, workflow, deployer } = useAddress();
  const counts = useCounts(all);
  const needy = useNeedyStatuses(all);
  return (
    <div className="overview-controls">
      <StatusFilter counts={counts} needy={needy} chosen={statuses} />
      <span className="overview-more">
        <KindFilter chosen={deployer} />
        <WorkflowFilter chosen={workflow} />
        <ExportMenu name="backends" rows={shown} columns={backendColumns} />
      </span>
    </div>
  );
}
