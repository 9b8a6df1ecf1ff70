// What happened, what it means and what to check, for a run that is not well; the installer's last message for one that is.
import { durationText } from '../../../state-machines/vocabulary/duration.ts';
import { reasonWords } from '../../../state-machines/view/reason.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import type { RunView } from '../../../state-machines/view/view.ts';
import { statusTable } from '../../../state-machines/vocabulary.ts';
import { useFeedState, useServerSecond } from '../../feed/hooks.ts';
import { meaningOf } from '../../run/meaning.ts';
import { reasonedRun, troubledStage } from '../../run/reason.ts';
import { Time } from '../../ui/time.tsx';
import { EvidenceLine } from '../evidence-lines.tsx';
import { WhatToCheck } from './what-to-check.tsx';

export function RunWhy({ backend, run }: { backend: BackendSummary; run: RunView }) {
  const reached = useFeedState('reached');
  const { well, tone } = statusTable[run.status];
  if (run.message === null && well) return null;
  const { evidence } = reasonedRun(run);
  const means = meaningOf(run, reached);
  const checkable = run.checks.length > 0 || run.hint !== null;
  return (
    <dl className={`run-why tone-${tone}`} aria-label="Why">
      <dt>{well ? 'Message' : 'What happened'}</dt>
      <dd>
        <p className={well ? '' : 'run-why-reason'}>
          <Reason run={run} />
        </p>
        {!well && evidence && <LineTime run={run} />}
        {evidence && <EvidenceLine evidence={evidence} wrapped />}
      </dd>
      {means !== null && <dt>What it means</dt>}
      {means !== null && <dd>{means}</dd>}
      {checkable && <dt>What to check</dt>}
      {checkable && (
        <dd>
          <WhatToCheck backend={backend} run={run} />
        </dd>
      )}
    </dl>
  );
}

/** With durations that keep counting. The log's own words stay unchanged. */
function Reason({ run }: { run: RunView }) {
  const nowMs = useServerSecond();
  const workflow = useFeedState('workflows').get(run.workflow);
  const words = reasonWords(reasonedRun(run), workflow, nowMs) ?? 'abandoned: nothing more was seen of it, or it was closed';
  return words === run.message ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The time of the log line below it. */
function LineTime({ run }: { run: RunView }) {
  const nowMs = useServerSecond();
  const at = statusTable[run.status].clock === 'passed' ? null : (troubledStage(run)?.lastAt ?? null);
  return (
    <p className="dim">
      {at === null ? 'last heard at ' : 'at '}
      <Time at={at ?? run.lastHeardAt} nowMs={nowMs} />
      {run.endedAt === null && `, ${durationText(nowMs - Date.parse(at ?? run.lastHeardAt))} ago`}
    </p>
  );
}
