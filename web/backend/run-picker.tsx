// The runs of a backend, newest first, to choose the one that is shown. Nothing when there is only one.
import type { RunView } from '../../state-machines/view.ts';
import { go } from '../address.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { statusGlyphs } from '../../state-machines/vocabulary.ts';
import { Time } from '../ui/time.tsx';

interface Props {
  runs: readonly RunView[];
  problem: string | null;
  /** Ids of the run that is shown, and of the newest. */
  shown: string | null;
  live: string | null;
}

export function RunPicker({ runs, problem, shown, live }: Props) {
  const nowMs = useServerSecond();
  if (problem !== null) return <p className="run-picker dim">Earlier runs could not be loaded: {problem}.</p>;
  if (runs.length < 2) return null;
  return (
    <nav className="run-picker" aria-label="Runs of this backend">
      <span className="dim">Runs ({runs.length})</span>
      {runs.map((run) => (
        <button
          key={run.id}
          type="button"
          className="button"
          aria-pressed={run.id === shown}
          onClick={() => go({ run: run.id === live ? null : run.id }, 'replace')}
        >
          <StatusMark tone={run.status} glyph={statusGlyphs[run.status]} word={run.status} />
          <Time at={run.startedAt} nowMs={nowMs} />
        </button>
      ))}
    </nav>
  );
}
