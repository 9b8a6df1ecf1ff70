// Backends, runs and transitions as rows of the store, and back.
import { restoreRun, savePrelude, saveRun, type SavedPrelude, type SavedRun } from '../../state-machines/saved.ts';
import type { Run } from '../../state-machines/track.ts';
import type { Evidence } from '../../state-machines/vocabulary.ts';
import type { TransitionView } from '../../state-machines/view.ts';
import type { Workflow } from '../../state-machines/workflow.ts';
import type { Backend, SavedIdentity } from '../registry.ts';
import type { Change } from '../sinks/sink.ts';
import type { StoredBackend, StoredRun, StoredTransition } from './store.ts';

export interface SavedBackend extends SavedIdentity {
  prelude: SavedPrelude;
}

export function backendRow({ id, host, ip, mac, declared, lastHeardMs, keys, track }: Backend): StoredBackend {
  const saved: SavedBackend = { id, host, ip, mac, declared, lastHeardMs, keys: [...keys], prelude: savePrelude(track) };
  return { id, state: JSON.stringify(saved) };
}

export function readBackendRow({ state }: StoredBackend): SavedBackend {
  return JSON.parse(state) as SavedBackend;
}

export function runRow(backend: string, run: Run): StoredRun {
  const saved = saveRun(run);
  const { id, workflow, status, context, startedAtMs } = saved;
  return { id, backend, startedMs: startedAtMs, endedMs: context.endedAtMs, status, workflow, state: JSON.stringify(saved) };
}

/** Undefined when the workflow it followed is no longer there. */
export function readRunRow({ state }: StoredRun, workflows: ReadonlyMap<string, Workflow>): Run | undefined {
  return restoreRun(JSON.parse(state) as SavedRun, workflows);
}

export function transitionRow({ seq, backend, transition }: Extract<Change, { type: 'transition' }>): StoredTransition {
  const { runId, observedAtMs, receivedAtMs, kind, stage, success, status, message, evidence } = transition;
  return {
    seq,
    backend: backend.id,
    run: runId,
    observedMs: observedAtMs,
    receivedMs: receivedAtMs,
    kind,
    stage,
    success,
    status,
    message,
    evidence: evidence === null ? null : JSON.stringify(evidence),
  };
}

/** `backend`: who it is now, if it is still there. */
export function readTransitionRow(row: StoredTransition, backend: Pick<Backend, 'host' | 'ip'> | undefined): TransitionView {
  const { seq, run, observedMs, receivedMs, kind, stage, success, status, message, evidence } = row;
  return {
    seq,
    kind: kind as TransitionView['kind'],
    backend: row.backend,
    host: backend?.host ?? null,
    ip: backend?.ip ?? null,
    run,
    stage,
    success,
    message,
    status: status as TransitionView['status'],
    at: new Date(observedMs).toISOString(),
    receivedAt: new Date(receivedMs).toISOString(),
    evidence: evidence === null ? null : (JSON.parse(evidence) as Evidence),
  };
}
