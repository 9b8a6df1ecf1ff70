// Who the backend is, and how the shown run stands.
import type { BackendSummary } from '../../state-machines/summary.ts';
import type { RunView } from '../../state-machines/view.ts';
import { BackendActions } from '../actions/backend-actions.tsx';
import { leaveBackend } from '../address.ts';
import { nameOf } from '../../state-machines/backend-name.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { statusGlyphs } from '../../state-machines/vocabulary.ts';
import { RunTimes } from './run-times.tsx';

interface Props {
  backend: BackendSummary;
  run: RunView | undefined;
  /** Whether the run is not the newest. */
  earlier: boolean;
}

export function BackendHead({ backend, run, earlier }: Props) {
  const status = run?.status ?? backend.status;
  const name = nameOf(backend);
  const facts = [backend.ip, backend.mac, run?.workflow ?? backend.workflow].filter((fact) => fact !== null && fact !== name);
  return (
    <header className={`backend-head tone-${status}`}>
      <button type="button" className="button" onClick={leaveBackend}>
        ← All backends <span className="dim">Esc</span>
      </button>
      <div className="backend-title">
        <h2>{name}</h2>
        <StatusMark tone={status} glyph={statusGlyphs[status]} word={status} />
        {earlier && <span className="dim">earlier run</span>}
      </div>
      <p className="backend-facts">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {!backend.declared && <span className="dim">not in the inventory</span>}
      </p>
      {run && <RunTimes run={run} />}
      {!earlier && <BackendActions backend={backend} />}
    </header>
  );
}
