// The page of one backend: the checklist of its newest run or of an earlier one. Follows the feed.
import { useEffect, useMemo, useRef } from 'react';
import { leaveBackend, useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { NotLoaded } from '../not-loaded.tsx';
import { useShortcuts } from '../shortcuts.ts';
import type { BackendSummary } from '../../state-machines/view/summary.ts';
import type { RunView } from '../../state-machines/view/view.ts';
import { comparedMost } from '../run/comparison.ts';
import { stepsOf } from '../run/steps.ts';
import { useUsualTimes } from '../run/usual-times.tsx';
import { BackendHead } from './backend-head.tsx';
import { Checklist } from './checklist/checklist.tsx';
import { RunFindings } from './run/run-findings.tsx';
import { RunPicker } from './run/run-picker.tsx';
import { RunWhy } from './run/run-why.tsx';
import { RunComparison } from './run/run-comparison.tsx';
import { RunMessages } from './run/run-messages.tsx';
import { TimeLine } from './time-line/time-line.tsx';
import { useRuns } from './run/use-runs.ts';
import './run/run.css';
import './evidence-lines.css';
import './backend.css';

export function BackendPage({ id }: { id: string }) {
  const loaded = useFeedState('loaded');
  const backend = useFeedState('backends').get(id);
  useShortcuts({ Escape: leaveBackend });
  if (!loaded) return <NotLoaded />;
  return backend ? <KnownBackend backend={backend} /> : <UnknownBackend id={id} />;
}

function KnownBackend({ backend }: { backend: BackendSummary }) {
  const page = useRef<HTMLDivElement>(null);
  // So that Page Down scrolls and a screen reader starts here.
  useEffect(() => page.current?.focus({ preventScroll: true }), []);
  const { run: wanted, compare } = useAddress();
  const live = backend.run;
  const { answer: runs, problem } = useRuns(backend);
  const run = runs?.find(({ id }) => id === (wanted ?? live?.id));
  const compared = runs?.filter(({ id }) => compare.includes(id)).slice(0, comparedMost) ?? [];
  const ids = compared.map(({ id }) => id);
  return (
    <div ref={page} tabIndex={-1} className="backend-page" data-backend={backend.id} data-status={backend.status}>
      <BackendHead backend={backend} run={run} earlier={run !== undefined && run.id !== live?.id} />
      {problem !== null && <p className="mistake">Cannot refresh the runs: {problem}. Retrying.</p>}
      {run && <RunWhy backend={backend} run={run} />}
      {run && <RunFindings run={run} />}
      <RunPicker runs={runs ?? []} shown={run?.id ?? null} live={live?.id ?? null} compared={ids} />
      {compared.length > 0 && <RunComparison runs={compared} />}
      {run ? <WholeRun key={run.id} backend={backend} run={run} /> : <p className="no-run">{whyNoRun(runs !== null, live !== null)}</p>}
    </div>
  );
}

function WholeRun({ backend, run }: { backend: BackendSummary; run: RunView }) {
  const usual = useUsualTimes(run.workflow);
  const steps = useMemo(() => stepsOf(run, usual), [run, usual]);
  return (
    <>
      <TimeLine run={run} steps={steps} />
      <Checklist run={run} steps={steps} />
      <RunMessages backend={backend} run={run} />
    </>
  );
}

function whyNoRun(answered: boolean, hasRun: boolean): string {
  if (!answered) return 'Loading the runs';
  return hasRun ? 'This run is no longer stored.' : 'No install of this backend has been seen yet.';
}

function UnknownBackend({ id }: { id: string }) {
  return (
    <section className="nothing-here">
      <h2>Unknown backend {id}</h2>
      <p className="dim">It may be listed under another name, or may only have requested an address.</p>
      <p>
        <button type="button" className="button" onClick={leaveBackend}>
          All backends
        </button>
      </p>
    </section>
  );
}
