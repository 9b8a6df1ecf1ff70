// What happened, what it means, what to check: for a run that is not well. And the installer's last words for one that is.
import { durationText } from '../../state-machines/duration.ts';
import { reasonWords } from '../../state-machines/reason.ts';
import type { BackendSummary } from '../../state-machines/summary.ts';
import type { RunView } from '../../state-machines/view.ts';
import { useFeedState, useServerSecond } from '../feed/hooks.ts';
import { meaningOf } from '../run/meaning.ts';
import { reasonedRun, troubledStage } from '../run/reason.ts';
import { Time } from '../ui/time.tsx';
import { EvidenceLine } from './evidence-lines.tsx';
import { WhatToCheck } from './what-to-check.tsx';

export function RunWhy({ backend, run }: { backend: BackendSummary; run: RunView }) {
  const reached = useFeedState('reached');
  const well = run.status === 'installing' || run.status === 'installed';
  if (run.message === null && well) return null;
  const { evidence } = reasonedRun(run);
  const means = meaningOf(run, reached);
  return (
    <dl className={`run-why tone-${run.status}`} aria-label="Why">
      <dt>{well ? 'It says' : 'What happened'}</dt>
      <dd>
        <p className={well ? '' : 'run-why-reason'}>
          <Reason run={run} />
        </p>
        {!well && <LastTime run={run} />}
        {evidence && <EvidenceLine evidence={evidence} wrapped />}
      </dd>
      {means !== null && <dt>What it means</dt>}
      {means !== null && <dd>{means}</dd>}
      {(run.checks.length > 0 || run.hint !== null) && <dt>What to check</dt>}
      {(run.checks.length > 0 || run.hint !== null) && (
        <dd>
          <WhatToCheck backend={backend} run={run} />
        </dd>
      )}
    </dl>
  );
}

/** In words that count on. */
function Reason({ run }: { run: RunView }) {
  const nowMs = useServerSecond();
  const workflow = useFeedState('workflows').get(run.workflow);
  const words = reasonWords(reasonedRun(run), workflow, nowMs) ?? `The run was given up: ${run.status}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function LastTime({ run }: { run: RunView }) {
  const nowMs = useServerSecond();
  const at = run.status === 'late' ? null : (troubledStage(run)?.lastAt ?? null);
  const ago = at === null || run.endedAt !== null ? '' : `, ${durationText(nowMs - Date.parse(at))} ago`;
  if (at === null)
    return (
      <p className="dim">
        Last line that was heard, at <Time at={run.lastHeardAt} nowMs={nowMs} />:
      </p>
    );
  return (
    <p className="dim">
      at <Time at={at} nowMs={nowMs} />
      {ago}
    </p>
  );
}
