// How many backends there are of each status: as numbers and as a bar.
import { statuses, statusTable, type BackendStatus } from '../../state-machines/vocabulary.ts';

interface Props {
  counts: Readonly<Record<BackendStatus, number>>;
  total: number;
}

export function WallShares({ counts, total }: Props) {
  const there = statuses.filter((status) => counts[status] > 0);
  return (
    <section aria-label="Backends by status">
      <ul className="wall-counts">
        {there.map((status) => (
          <li key={status} className={`tone-${statusTable[status].tone}`} data-count={status}>
            <span className="status-glyph" aria-hidden="true">
              {statusTable[status].glyph}
            </span>
            <b>{counts[status].toLocaleString('en')}</b> <span>{status}</span>
          </li>
        ))}
      </ul>
      <div className="wall-bar" aria-hidden="true">
        {there.map((status) => (
          <span key={status} className={`tone-${statusTable[status].tone}`} style={{ flexGrow: counts[status] }} />
        ))}
      </div>
      <p className="out-of-sight">{total.toLocaleString('en')} backends</p>
    </section>
  );
}
