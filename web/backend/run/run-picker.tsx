// The runs of a backend, newest first, to choose the one to show or those to compare. Hidden if there is only one.
import { useState } from 'react';
import { durationText } from '../../../state-machines/vocabulary/duration.ts';
import type { RunView } from '../../../state-machines/view/view.ts';
import { statusMark } from '../../../state-machines/vocabulary.ts';
import { go } from '../../address.ts';
import { useServerSecond } from '../../feed/hooks.ts';
import { comparedMost } from '../../run/comparison.ts';
import { StatusMark } from '../../ui/status-mark.tsx';
import { Time } from '../../ui/time.tsx';

interface Props {
  runs: readonly RunView[];
  /** Ids of the shown run and of the newest. */
  shown: string | null;
  live: string | null;
  /** Ids of the compared runs. */
  compared: readonly string[];
}

/** More are shown on request. */
const runsAtFirst = 5;

export function RunPicker({ runs, shown, live, compared }: Props) {
  const [all, setAll] = useState(false);
  if (runs.length < 2) return null;
  const comparing = compared.length > 0;
  const seen = all ? runs : runs.filter(({ id }, i) => i < runsAtFirst || id === shown || compared.includes(id));
  const start = (): void => go({ compare: firstCompared(runs, shown) }, 'replace');
  return (
    <nav className="run-picker" aria-label="Runs of this backend">
      <h3>Runs</h3>
      <span className="dim">{runs.length}</span>
      {seen.map((run) => (
        <span key={run.id} className="run-choice">
          {comparing && <CompareBox run={run} compared={compared} />}
          <RunButton run={run} pressed={run.id === shown} onPick={() => go({ run: run.id === live ? null : run.id }, 'replace')} />
        </span>
      ))}
      {seen.length < runs.length && (
        <button type="button" className="quiet-button" onClick={() => setAll(true)}>
          {runs.length - seen.length} earlier
        </button>
      )}
      <button type="button" className="button" aria-pressed={comparing} onClick={comparing ? () => go({ compare: [] }, 'replace') : start}>
        Side by side
      </button>
    </nav>
  );
}

/** The shown run and the newest of the others. */
function firstCompared(runs: readonly RunView[], shown: string | null): string[] {
  const others = runs.filter(({ id }) => id !== shown).slice(0, comparedMost - 1);
  return [...runs.filter(({ id }) => id === shown), ...others].map(({ id }) => id);
}

function RunButton({ run, pressed, onPick }: { run: RunView; pressed: boolean; onPick: () => void }) {
  const nowMs = useServerSecond();
  const { status, startedAt, endedAt } = run;
  return (
    <button type="button" className="button" aria-pressed={pressed} onClick={onPick}>
      <StatusMark {...statusMark(status)} />
      <Time at={startedAt} nowMs={nowMs} />
      {endedAt !== null && <span className="dim">{durationText(Date.parse(endedAt) - Date.parse(startedAt))}</span>}
    </button>
  );
}

function CompareBox({ run, compared }: { run: RunView; compared: readonly string[] }) {
  const checked = compared.includes(run.id);
  const full = compared.length >= comparedMost && !checked;
  const toggle = (): void => go({ compare: checked ? compared.filter((id) => id !== run.id) : [...compared, run.id] }, 'replace');
  return (
    <input
      type="checkbox"
      aria-label={`Compare the run that started at ${run.startedAt}`}
      title={full ? `at most ${comparedMost}` : 'compare'}
      checked={checked}
      disabled={full}
      onChange={toggle}
    />
  );
}
