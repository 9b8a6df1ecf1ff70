// Rows of the store as its tests need them.
import type { Batch, Store, StoredRun, StoredTransition } from '../../../server/store/store.ts';

export function run(id: string, startedMs: number, more: Partial<StoredRun> = {}): StoredRun {
  return {
    id,
    backend: 'backend-0-0',
    startedMs,
    endedMs: null,
    status: 'installing',
    workflow: 'stacki-sles-12',
    state: `{"id":"${id}"}`,
    ...more,
  };
}

export function transition(seq: number, more: Partial<StoredTransition> = {}): StoredTransition {
  return {
    seq,
    backend: 'backend-0-0',
    run: 'a',
    observedMs: seq * 1_000,
    receivedMs: seq * 1_000 + 5,
    kind: 'reached',
    stage: 'DHCPACK',
    success: true,
    status: 'installing',
    statusBefore: 'installing',
    message: null,
    evidence: '{"source":"messages","line":1,"offset":0,"text":"a line"}',
    author: null,
    ...more,
  };
}

export function batch(more: Partial<Batch> = {}): Batch {
  const nothing = { backends: [], goneBackends: [], runs: [], goneRuns: [], transitions: [], deployments: [] };
  return { ...nothing, positions: new Map(), facts: new Map(), ...more };
}

/** What a start reads, all of it. */
export function loaded(store: Store) {
  const { backends, runs, ...state } = store.load();
  return { ...state, backends: [...backends], runs: [...runs] };
}
