// Backends and changes in the form of the API, the feed and `replay --json`.
import { isoTime, viewMute, viewRun, type BackendView, type TransitionView } from '../../state-machines/view/view.ts';
import type { NumberedTransition } from './change.ts';
import type { Backend } from './registry.ts';

/** `runs`: number of newest runs to include. `workflow`: the one to show for a backend without runs. */
export function viewBackend(backend: Backend, workflow: string, runs = 1): BackendView {
  const shown = runs > 0 ? backend.track.runs.slice(-runs).map(viewRun) : [];
  const newest = shown.at(-1);
  return {
    id: backend.id,
    host: backend.host,
    ip: backend.ip,
    mac: backend.mac,
    workflow: newest?.workflow ?? workflow,
    status: newest?.status ?? 'idle',
    stage: newest?.stage ?? null,
    declared: backend.declared,
    muted: viewMute(backend.track.muted),
    lastHeardAt: backend.lastHeardMs === null ? null : isoTime(backend.lastHeardMs),
    runs: shown,
  };
}

export function viewTransition({ seq, backend, transition }: NumberedTransition): TransitionView {
  const { kind, runId, stage, success, message, status, observedAtMs, receivedAtMs, evidence, author } = transition;
  return {
    seq,
    kind,
    backend: backend.id,
    host: backend.host,
    ip: backend.ip,
    run: runId,
    stage,
    success,
    message,
    status,
    at: isoTime(observedAtMs),
    receivedAt: isoTime(receivedAtMs),
    evidence,
    author,
  };
}
