// The number of backends by status, most urgent first; each is a button that filters by its status. Several can be on.
import { statuses, statusTable, type BackendStatus } from '../../../state-machines/vocabulary.ts';
import { go } from '../../address.ts';

interface Props {
  counts: Readonly<Record<BackendStatus, number>>;
  /** The statuses with backends that need attention. */
  needy: ReadonlySet<BackendStatus>;
  chosen: readonly BackendStatus[];
}

export function StatusFilter({ counts, needy, chosen }: Props) {
  return (
    <div className="status-filter" role="group" aria-label="Filter by status">
      {statuses.map((status) => (
        <button
          key={status}
          type="button"
          className={`status-count tone-${statusTable[status].tone} ${needy.has(status) ? 'status-count-trouble' : ''}`}
          aria-pressed={chosen.includes(status)}
          disabled={counts[status] === 0 && !chosen.includes(status)}
          onClick={() => go({ statuses: toggled(chosen, status) }, 'replace')}
        >
          <span className="status-glyph" aria-hidden="true">
            {statusTable[status].glyph}
          </span>
          <b>{counts[status].toLocaleString('en')}</b> {status}
        </button>
      ))}
    </div>
  );
}

function toggled(chosen: readonly BackendStatus[], status: BackendStatus): BackendStatus[] {
  return chosen.includes(status) ? chosen.filter((s) => s !== status) : statuses.filter((s) => s === status || chosen.includes(s));
}
