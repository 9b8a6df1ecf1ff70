// The state of backends, runs and deployments that survives a restart, as plain data: how it is saved and restored.
import type { Deployment } from '../../state-machines/deployment/deployment.ts';
import type { Mute } from '../../state-machines/vocabulary.ts';
import { restorePrelude, restoreRun, savePrelude, type SavedPrelude, type SavedRun } from '../../state-machines/track/saved.ts';
import type { Dispatcher } from './dispatcher.ts';
import { identityOf, type Backend, type SavedIdentity } from './registry.ts';

export interface SavedBackend extends SavedIdentity {
  prelude: SavedPrelude;
  /** This and the following are missing in data saved by earlier versions. */
  muted?: Mute | null;
  versions?: Readonly<Record<string, string>>;
  otherBootMs?: number | null;
}

export interface SavedState {
  /** Backends and runs are read one by one: all at once would take most of the memory of a start. */
  backends: Iterable<SavedBackend>;
  /** The newest runs of each backend, oldest first. */
  runs: Iterable<{ backend: string; run: SavedRun }>;
  deployments: readonly Deployment[];
}

export function saveBackend(backend: Backend): SavedBackend {
  const { track } = backend;
  const { muted, versions, otherBootMs } = track;
  return { ...identityOf(backend), prelude: savePrelude(track.prelude), muted, versions, otherBootMs };
}

/** Restores the saved state. */
export function restoreState(dispatcher: Dispatcher, { backends, runs, deployments }: SavedState): void {
  const { registry } = dispatcher;
  dispatcher.deployments.restore(deployments);
  for (const saved of backends) restoreBackend(dispatcher, saved);
  for (const { backend: id, run: saved } of runs) {
    const backend = registry.get(id);
    const run = backend && restoreRun(saved, dispatcher.workflowsOf(backend));
    if (run) backend.track.restore({ runs: [...backend.track.runs, run] });
  }
}

function restoreBackend(dispatcher: Dispatcher, saved: SavedBackend): void {
  const backend = dispatcher.registry.restore(saved);
  const { muted = null, versions = {}, otherBootMs = null } = saved;
  const prelude = restorePrelude(saved.prelude, dispatcher.workflowsOf(backend));
  backend.track.restore({ prelude, muted, versions, otherBootMs });
}
