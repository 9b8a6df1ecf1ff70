// The wall, for a large screen without a keyboard: the number of backends by status, what is wrong, where and why, as large as fits. No controls
// and no scrolling. Esc goes back to the table.
import { useRef } from 'react';
import { go } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { NotLoaded } from '../not-loaded.tsx';
import { NoBackends } from '../fleet/no-backends.tsx';
import { useCounts, useShown } from '../fleet/use-shown.ts';
import { useShortcuts } from '../shortcuts.ts';
import { useSize } from '../ui/use-size.ts';
import { letterSize } from './fit.ts';
import { WallHead } from './wall-head.tsx';
import { WallIncidents } from './wall-incidents.tsx';
import { WallRows } from './wall-rows.tsx';
import { WallShares } from './wall-shares.tsx';
import './wall.css';
import './wall-rows.css';

const everything = { statuses: [], workflow: '', deployer: '', search: '' };

export function Wall() {
  const wall = useRef<HTMLDivElement>(null);
  const size = useSize(wall);
  const loaded = useFeedState('loaded');
  const { all } = useShown(everything);
  const counts = useCounts(all);
  const letterPx = letterSize(size, all.length - counts.installed - counts.abandoned - counts.idle);
  useShortcuts({ Escape: () => go({ wall: false }) });
  return (
    <main ref={wall} className="wall" style={{ fontSize: letterPx }} data-fit={size.width > 0}>
      <WallHead />
      {!loaded && <NotLoaded />}
      {loaded && all.length === 0 && <NoBackends />}
      {loaded && all.length > 0 && (
        <>
          <WallShares counts={counts} total={all.length} />
          <WallIncidents />
          <WallRows backends={all} letterPx={letterPx} />
        </>
      )}
    </main>
  );
}
