import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaVersion } from '../../../server/store/schema.ts';
import { Store } from '../../../server/store/store.ts';
import { tempFolders } from '../temp-folder.ts';
import { batch, loaded, run, transition } from './rows-of.ts';

const newFolder = tempFolders();
const newPath = (): string => join(newFolder(), 'checklist.db');

function reopened(path: string, store: Store): Store {
  store.close();
  return new Store(path);
}

describe('the store', () => {
  it('gives back what was committed, after it was closed and opened', () => {
    const path = newPath();
    const first = new Store(path);
    first.commit(
      batch({
        backends: [{ id: 'backend-0-0', state: '{"a":1}' }],
        runs: [run('a', 1_000)],
        transitions: [transition(7), transition(8, { success: false, message: 'no', evidence: null })],
        deployments: [{ id: 'kiln:1', state: '{"b":2}' }],
        positions: new Map([['messages', '{"offset":12}']]),
        facts: new Map([['boot', 'x']]),
      }),
    );
    const store = reopened(path, first);
    expect(loaded(store)).toEqual({
      backends: [{ id: 'backend-0-0', state: '{"a":1}' }],
      runs: [run('a', 1_000)],
      deployments: [{ id: 'kiln:1', state: '{"b":2}' }],
      positions: new Map([['messages', '{"offset":12}']]),
      facts: new Map([['boot', 'x']]),
      lastSeq: 8,
    });
    expect(store.transitionsAfter(7, 10)).toEqual([transition(8, { success: false, message: 'no', evidence: null })]);
    store.close();
  });

  it('takes all of a batch or nothing', () => {
    const store = new Store(newPath());
    store.commit(batch({ transitions: [transition(1)] }));
    const doubled = batch({ runs: [run('b', 1)], transitions: [transition(2), transition(1)], positions: new Map([['messages', '{}']]) });
    expect(() => store.commit(doubled)).toThrow(/UNIQUE/);
    expect(loaded(store)).toMatchObject({ runs: [], positions: new Map(), lastSeq: 1 });
    store.commit(batch({ transitions: [transition(2)] }));
    expect(loaded(store).lastSeq).toBe(2);
    store.close();
  });

  it('brings a run up to date, and lets go of a dissolved one and of a backend that is another', () => {
    const store = new Store(newPath());
    store.commit(batch({ backends: [{ id: 'x', state: '{}' }], runs: [run('a', 1), run('b', 2)] }));
    store.commit(batch({ goneBackends: ['x'], runs: [run('a', 1, { status: 'installed', endedMs: 9 })], goneRuns: ['b'] }));
    expect(loaded(store)).toMatchObject({ backends: [], runs: [run('a', 1, { status: 'installed', endedMs: 9 })] });
    store.close();
  });

  it('loads only the newest run of a backend, and shows all', () => {
    const store = new Store(newPath());
    store.commit(batch({ runs: [run('a', 1, { endedMs: 2 }), run('b', 3), run('c', 2, { backend: 'backend-0-1' })] }));
    expect(loaded(store).runs.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(store.runsOf('backend-0-0').map(({ id }) => id)).toEqual(['a', 'b']);
    store.close();
  });

  it.each([
    ['the newest', 1, 0, ['e']],
    ['so many', 3, 0, ['c', 'd', 'e']],
    ['those that ended lately', 10, 35, ['d', 'e']],
    ['the newest, however old', 10, 1_000, ['e']],
  ])('pruned keeps %s', (_what, runsPerBackend, endedBeforeMs, kept) => {
    const store = new Store(newPath());
    const runs = ['a', 'b', 'c', 'd', 'e'].map((id, i) => run(id, i * 10, { endedMs: i * 10 + 5 }));
    store.commit(batch({ runs }));
    expect(store.prune({ runsPerBackend, endedBeforeMs, deployments: 10 })).toBe(5 - kept.length);
    expect(store.runsOf('backend-0-0').map(({ id }) => id)).toEqual(kept);
    store.close();
  });

  it('pruned lets go of the transitions of runs that went, when they are old', () => {
    const store = new Store(newPath());
    const runs = [run('a', 1, { endedMs: 5_000 }), run('b', 6_000)];
    store.commit(batch({ runs, transitions: [transition(1, { run: 'a' }), transition(2, { run: 'b' }), transition(90, { run: 'a' })] }));
    store.prune({ runsPerBackend: 10, endedBeforeMs: 50_000, deployments: 10 });
    expect(store.transitionsAfter(0, 10).map(({ seq }) => seq)).toEqual([2, 90]);
    store.close();
  });

  it('shows the newest transitions, oldest of them first', () => {
    const store = new Store(newPath());
    expect(store.lastTransitions(3)).toEqual([]);
    store.commit(batch({ transitions: [1, 2, 5, 6].map((seq) => transition(seq)) }));
    expect(store.lastTransitions(3).map(({ seq }) => seq)).toEqual([2, 5, 6]);
    expect(store.lastTransitions(9).map(({ seq }) => seq)).toEqual([1, 2, 5, 6]);
    expect(store.firstSeq).toBe(1);
    store.close();
  });

  it('is one service’s: a second one is refused while the first is there', () => {
    const path = newPath();
    const first = new Store(path);
    first.commit(batch({ transitions: [transition(1)] }));
    expect(() => new Store(path)).toThrow(/locked/);
    first.close();
    new Store(path).close();
  }, 10_000);

  it('carries the version of its layout', () => {
    const path = newPath();
    new Store(path).close();
    const database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: schemaVersion });
    database.close();
  });
});
