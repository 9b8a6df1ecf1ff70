// A store as the first version left it (the story profile-500, read by that version), opened by this one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { schemaVersion, versionOf } from '../../../server/store/schema.ts';
import { Store } from '../../../server/store/store.ts';
import { call } from '../call.ts';
import { inventoryOf } from '../../state-machines/track/replay-logs.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService } from '../service/test-service.ts';
import { loaded } from './rows-of.ts';

const newFolder = tempFolders();

const nowMs = (): number => Date.UTC(2026, 10, 21, 6);

/** The old file, fresh for each test. */
function oldStore(): string {
  const path = join(newFolder(), 'checklist.db');
  writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, 'version-1.db.gz'))));
  return path;
}

function look<T>(path: string, at: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return at(database);
  } finally {
    database.close();
  }
}
/** What the tables and indexes are, whatever way they came about. */
const layoutOf = (path: string): unknown[] =>
  look(path, (database) =>
    ['backends', 'runs', 'transitions', 'positions', 'facts'].flatMap((table) => [
      ...database.prepare(`PRAGMA table_info(${table})`).all(),
      ...database.prepare(`SELECT name FROM pragma_index_list('${table}') ORDER BY name`).all(),
    ]),
  );

describe('a store of version 1', () => {
  it('is one', () => {
    expect(look(oldStore(), versionOf)).toBe(1);
  });

  it('becomes what a new one is, and loses nothing', () => {
    const path = oldStore();
    const before = look(path, (database) => database.prepare('SELECT * FROM transitions ORDER BY seq').all());
    const store = new Store(path);
    const state = loaded(store);
    expect([state.lastSeq, state.runs.length, state.backends.length]).toEqual([48, 2, 2]);
    expect(state.positions.get('messages')).toBe('{"files":[],"seenMs":1}');
    expect(state.facts.get('numbering')).toBe('first');
    store.close();
    const fresh = join(newFolder(), 'fresh.db');
    new Store(fresh).close();
    expect(layoutOf(path)).toEqual(layoutOf(fresh));
    expect(look(path, versionOf)).toBe(schemaVersion);
    const after = look(path, (database) => database.prepare('SELECT * FROM transitions ORDER BY seq').all());
    expect(after).toEqual(before.map((row) => ({ ...row, author: null, status_before: null })));
  });

  it('is migrated once: the next start finds nothing to do', () => {
    const path = oldStore();
    new Store(path).close();
    const layout = layoutOf(path);
    new Store(path).close();
    expect(layoutOf(path)).toEqual(layout);
  });

  it('goes on in a service: what was is shown, what people do is added', async () => {
    const path = oldStore();
    const folder = newFolder();
    const service = await startTestService(folder, { inventory: inventoryOf('profile-500'), settings: { store: { path } }, nowMs });
    const get = async (url: string) => (await call(`${service.url}/api/v1/${url}`)).json();
    expect(await get('backends/backend-0-0')).toMatchObject({
      status: 'failed',
      stage: 'Profile_XML_Sent',
      muted: null,
      runs: [{ acknowledged: null }],
    });
    const workflow = (await get('workflows')).workflows.find(({ name }: { name: string }) => name === 'stacki-sles-12');
    expect(workflow.typical).toMatchObject({ runs: 1, install: { count: 1 } });
    const before = (await get('backends/backend-0-0/events')).events;
    expect(before.length).toBeGreaterThan(5);
    const body = JSON.stringify({ backends: ['backend-0-0'], action: 'acknowledge', author: 'anna' });
    await call(`${service.url}/api/v1/actions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect((await get('backends/backend-0-0/events')).events).toEqual([
      ...before,
      expect.objectContaining({ seq: 49, kind: 'acknowledged', author: 'anna', stage: 'Profile_XML_Sent', status: 'failed' }),
    ]);
  });
});
