// The first steps of the start: the store, and the monitor that continues from it.
import { Monitor } from '../core/monitor.ts';
import { storePath } from '../settings/settings.ts';
import { openHistory, type History } from '../store/history.ts';
import type { StartContext } from './context.ts';

/** Undefined: nothing is kept. */
export function openStoreOf({ options: { settings }, log, nowMs, closers }: StartContext): History | undefined {
  const path = storePath(settings);
  if (path === null) {
    log.info('what happens is kept in memory only: store.path in the settings keeps it over a restart');
    return undefined;
  }
  const history = openHistory({ ...settings.store, path, log, nowMs });
  closers.add('store', async () => history.close());
  return history;
}

/** Without a store, changes are numbered on from the time of the start, so that no number of an earlier start comes again. */
export function createMonitor({ options, log, nowMs }: StartContext, history: History | undefined): Monitor {
  const { settings, workflows, variants, inventory } = options;
  const { workflow, discovery } = settings;
  const { recorder, state } = history ?? {};
  const seq = state?.lastSeq || nowMs();
  return new Monitor({ workflows, variants, workflow, inventory, discovery, outputs: [], log, recorder, state, seq });
}
