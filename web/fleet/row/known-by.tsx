// Who acknowledged or muted a backend, with the time and the note.
import { isMuted } from '../../../state-machines/view/urgency.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { useServerTenSeconds } from '../../feed/hooks.ts';
import { Time } from '../../ui/time.tsx';

export function KnownBy({ backend }: { backend: BackendSummary }) {
  const nowMs = useServerTenSeconds();
  const { muted, run } = backend;
  if (muted && isMuted(backend, nowMs)) {
    return (
      <span className="known-by">
        muted by {muted.by} {muted.until === null ? 'until unmuted' : <>until {<Time at={muted.until} nowMs={nowMs} />}</>}
        <Note text={muted.note} />
      </span>
    );
  }
  if (!run?.acknowledged) return null;
  return (
    <span className="known-by">
      acknowledged by {run.acknowledged.by} at <Time at={run.acknowledged.at} nowMs={nowMs} />
      <Note text={run.acknowledged.note} />
    </span>
  );
}

function Note({ text }: { text: string | null }) {
  return text === null ? null : <span className="dim"> “{text}”</span>;
}
