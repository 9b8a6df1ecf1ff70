// Who acknowledged the shown run and who muted the backend: when, until when, and why.
import type { ReactNode } from 'react';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import { isMuted } from '../../state-machines/view/urgency.ts';
import type { RunView } from '../../state-machines/view/view.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { Time } from '../ui/time.tsx';

interface Props {
  backend: BackendSummary;
  acknowledged: RunView['acknowledged'];
}

export function InHand({ backend, acknowledged }: Props) {
  const nowMs = useServerSecond();
  const muted = isMuted(backend, nowMs) ? backend.muted : null;
  return (
    <>
      {acknowledged && <Deed what="Acknowledged" deed={acknowledged} nowMs={nowMs} />}
      {muted && (
        <Deed what="Muted for maintenance" deed={muted} nowMs={nowMs}>
          {muted.until === null ? ', until maintenance is ended' : <>, until {<Time at={muted.until} nowMs={nowMs} />}</>}
        </Deed>
      )}
    </>
  );
}

interface DeedProps {
  what: string;
  deed: NonNullable<RunView['acknowledged']>;
  nowMs: number;
  children?: ReactNode;
}

function Deed({ what, deed: { by, at, note }, nowMs, children }: DeedProps) {
  return (
    <p className="in-hand">
      {what} by <strong>{by}</strong> at <Time at={at} nowMs={nowMs} />
      {children}
      {note !== null && <> “{note}”</>}
    </p>
  );
}
