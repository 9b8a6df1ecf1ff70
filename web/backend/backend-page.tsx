// The second view: one backend, with the checklist of its newest run or of an earlier one. Follows the feed.
import { useEffect, useRef } from 'react';
import { leaveBackend, useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { NotLoaded } from '../not-loaded.tsx';
import { useShortcuts } from '../shortcuts.ts';
import type { BackendSummary } from '../../state-machines/summary.ts';
import { BackendHead } from './backend-head.tsx';
import { Checklist } from './checklist.tsx';
import { RunPicker } from './run-picker.tsx';
import { RunWhy } from './run-why.tsx';
import { useRuns } from './use-runs.ts';
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
  // So that Page Down scrolls, and a screen reader begins to read here.
  useEffect(() => page.current?.focus({ preventScroll: true }), []);
  const address = useAddress();
  const live = backend.run;
  const { runs, problem } = useRuns(backend);
  const run = runs?.find(({ id }) => id === (address.run ?? live?.id));
  return (
    <div ref={page} tabIndex={-1} className="backend-page" data-backend={backend.id} data-status={backend.status}>
      <BackendHead backend={backend} run={run} earlier={run !== undefined && run.id !== live?.id} />
      <RunPicker runs={runs ?? []} problem={problem} shown={run?.id ?? null} live={live?.id ?? null} />
      {run ? (
        <>
          <RunWhy run={run} />
          <Checklist key={run.id} run={run} />
        </>
      ) : (
        <p className="no-run">
          {runs === null
            ? 'Asking the server for its runs'
            : live
              ? 'This run is not kept any more.'
              : 'No install of this backend has been seen yet.'}
        </p>
      )}
    </div>
  );
}

function UnknownBackend({ id }: { id: string }) {
  return (
    <section className="nothing-here">
      <h2>No backend {id} is known.</h2>
      <p className="dim">It may have been known by another name, or only have asked for an address.</p>
      <p>
        <button type="button" className="button" onClick={leaveBackend}>
          All backends
        </button>
      </p>
    </section>
  );
}
