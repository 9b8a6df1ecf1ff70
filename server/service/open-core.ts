// The first steps of the start: the store, and the monitor that continues from it.
import { Monitor } from '../core/monitor.ts';
import { storePath } from '../settings/settings.ts';
import { openHistory, type History } from '../store/history.ts';
import type { StartContext } from './context.ts';

/** Undefined if nothing is to be kept. */
export function openStoreOf({ options: { settings }, log, nowMs, closers }: StartContext): History | undefined {
  const path = storePath(settings);
  if (path === null) {
    log.info('runs are kept in memory only; set store.path to keep them over a restart');
    return undefined;
  }
  const history = openHistory({ ...settings.store, path, log, nowMs });
  closers.add('store', async () => history.close());
  return history;
}

/** Without a store, numbering starts at the current time, so that numbers of an earlier start are not reused. */
export function createMonitor({ options, log, nowMs }: StartContext, history: History | undefined): Monitor {
  const { settings, workflows, variants, inventory } = options;
  const { workflow, discovery } = settings;
  const { recorder, state } = history ?? {};
  const seq = state?.lastSeq || nowMs();
  return new Monitor({ workflows, variants, workflow, inventory, discovery, outputs: [], log, recorder, state, seq });
}
