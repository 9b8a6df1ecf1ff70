import { beforeEach, describe, expect, it } from 'vitest';
import type { Recorder } from '../../../server/store/recorder.ts';
import type { Store } from '../../../server/store/store.ts';
import { call, type CallOptions } from '../call.ts';
import { declared, mac, startMs } from '../core/changes.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService, type TestService, type TestServiceOptions } from '../service/test-service.ts';

const newFolder = tempFolders();
const host = (n: number) => `backend-0-${n}`;
const others = Array.from({ length: 3 }, (_, i) => ({
  host: host(i + 1),
  interfaces: [{ mac: `52:54:00:aa:00:${11 + i}`, ip: `127.0.0.${i + 2}` }],
  files: {},
}));
const dhcp = (message: 'DISCOVER' | 'OFFER') => ({ kind: 'dhcp', message, note: null }) as const;
const json = { 'content-type': 'application/json' };
const mute = { backends: ['backend-0-0'], action: 'mute', author: 'anna' };
let service: TestService;

const start = (options: TestServiceOptions = {}) => startTestService(newFolder(), { inventory: [declared, ...others], ...options });
const post = (body: object | string, options: CallOptions = {}) =>
  call(`${service.url}/api/v1/actions`, {
    method: 'POST',
    headers: json,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...options,
  });
const done = async (body: object) => {
  const answer = await post(body);
  expect([answer.status, answer.json().error]).toEqual([200, undefined]);
  return answer.json() as { done: string[]; refused: { backend: string; why: string }[] };
};

const startWithStore = (folder: string) =>
  startTestService(folder, { inventory: [declared], settings: { store: { path: `${folder}/s.db` } } });
const backend = async () => (await call(`${service.url}/api/v1/backends/backend-0-0`)).json();

beforeEach(async () => {
  service = await start();
});

describe('an action', () => {
  it('is done when it is answered, and a change like others', async () => {
    await service.see(dhcp('DISCOVER'));
    expect(await done({ ...mute, note: ' new disks ', seconds: 600 })).toEqual({ done: ['backend-0-0'], refused: [] });
    expect((await backend()).muted).toEqual({
      by: 'anna',
      at: '2026-11-21T01:05:17.000Z',
      note: 'new disks',
      until: '2026-11-21T01:15:17.000Z',
    });
    expect(service.changes.all.at(-1)).toMatchObject({ transition: { kind: 'muted', author: 'anna', observedAtMs: startMs } });
  });

  it.each([
    ['an id', ['backend-0-0'], ['backend-0-0']],
    ['a MAC', [mac.toUpperCase()], ['backend-0-0']],
    ['an address', ['127.0.0.2'], ['backend-0-1']],
    ['a nodeset', ['backend-0-[0-2]'], ['backend-0-0', 'backend-0-1', 'backend-0-2']],
    ['several names of one', ['backend-0-0', mac, 'BACKEND-0-0', 'backend-0-[0-0]'], ['backend-0-0']],
  ])('is for backends named by %s', async (_, backends, expected) => {
    const answer = await done({ ...mute, backends });
    expect(answer.done.toSorted()).toEqual(expected);
    expect(answer.refused).toEqual([]);
  });

  it('that can’t be done is refused with the reason, for each backend alone', async () => {
    await service.see(dhcp('DISCOVER'));
    expect(await done({ backends: ['backend-0-[0-1]', 'nobody'], action: 'close', author: 'anna' })).toEqual({
      done: ['backend-0-0'],
      refused: [
        { backend: 'nobody', why: 'no backend is called nobody' },
        { backend: 'backend-0-1', why: 'it has no run to close' },
      ],
    });
  });

  it('that breaks the machines is refused, and the next one is done', async () => {
    Object.defineProperty(service.monitor.registry.get('backend-0-0')?.track, 'mute', {
      value: () => {
        throw new Error('broken');
      },
    });
    expect((await done(mute)).refused).toEqual([{ backend: 'backend-0-0', why: 'it could not be processed; see the service log' }]);
    expect((await done({ ...mute, backends: ['backend-0-1'] })).done).toEqual(['backend-0-1']);
  });
});

it('10,000 backends in one request', async () => {
  const many = Array.from({ length: 10_000 }, (_, n) => ({ host: `n${n}`, interfaces: [], files: {} }));
  await service.stop();
  service = await start({ inventory: many });
  const answer = await done({ ...mute, backends: many.map((one) => one.host) });
  expect([answer.done.length, answer.refused]).toEqual([10_000, []]);
});

describe('with a store', () => {
  const profileFailed = { kind: 'http', path: '/install/sbin/profile.cgi', query: '', status: 500 } as const;
  it('an acknowledgement and a mute survive a restart, with their events; then they can be taken back', async () => {
    const folder = newFolder();
    service = await startWithStore(folder);
    await service.see(dhcp('DISCOVER'));
    await service.see(profileFailed);
    await done({ backends: ['backend-0-0'], action: 'acknowledge', author: 'anna', note: 'on it' });
    await done({ ...mute, author: 'ben', seconds: 600 });
    const before = await backend();
    expect([before.muted.by, before.runs[0].acknowledged.by]).toEqual(['ben', 'anna']);
    await service.stop();

    service = await startWithStore(folder);
    expect(await backend()).toEqual(before);
    const { events } = (await call(`${service.url}/api/v1/backends/backend-0-0/events`)).json();
    expect(events.slice(-2)).toMatchObject([
      { kind: 'acknowledged', author: 'anna', message: 'on it', stage: 'Profile_XML_Sent' },
      { kind: 'muted', author: 'ben', message: 'for 10 m' },
    ]);
    await done({ ...mute, action: 'unmute' });
    await done({ ...mute, action: 'unacknowledge' });
    const after = await backend();
    expect([after.muted, after.runs[0].acknowledged]).toEqual([null, null]);
  });

  it('of a machine without a run, too', async () => {
    const folder = newFolder();
    service = await startWithStore(folder);
    await done(mute);
    await service.stop();
    service = await startWithStore(folder);
    expect(await backend()).toMatchObject({ status: 'idle', muted: { by: 'anna' } });
  });

  it('that can’t be written: nothing is said to be done, and nobody waits beyond the end', async () => {
    service = await startWithStore(newFolder());
    const recorder = Reflect.get(service.monitor, 'recorder') as Recorder;
    const store = Reflect.get(recorder, 'store') as Store;
    const commit = store.commit.bind(store);
    store.commit = () => {
      throw Object.assign(new Error('full'), { errcode: 13 });
    };
    const waiting = post(mute);
    await expect.poll(() => recorder.trouble).toMatch(/disk is full/);
    expect(await post(mute)).toMatchObject({ status: 503, text: expect.stringMatching(/nothing was done: .*disk is full/) });
    const stopped = service.stop();
    expect(await waiting).toMatchObject({ status: 503, text: expect.stringMatching(/the service is shutting down/) });
    store.commit = commit;
    await stopped;
  });
});

describe('is refused with 400 and every mistake', () => {
  it.each([
    ['no author and no backend', { backends: [], action: 'mute' }, [/backends/, /author/]],
    ['an action that nobody knows', { ...mute, action: 'bless' }, [/action/]],
    ['an empty name', { ...mute, author: '  ' }, [/author/]],
    ['more than the action takes', { ...mute, action: 'acknowledge', seconds: 5 }, [/seconds/]],
    ['an extension without a time', { ...mute, action: 'extend' }, [/seconds/]],
    ['node sets that are none', { ...mute, backends: ['n[3-1]', 'm[', 'backend-0-0'] }, [/3-1/, /"m\["/]],
    ['more than 10,000 backends', { ...mute, backends: ['n[1-9999]', 'm[1-9999]', 'k[1-9999]'] }, [/more than 10000/]],
    ['the same ones again and again', { ...mute, backends: Array.from({ length: 50 }, () => 'backend-0-[0-999]') }, [/more than 10000/]],
    ['a body that is no JSON', '{"backends":', [/JSON/]],
  ])('%s', async (_, body, mistakes) => {
    const { status, json: answer } = await post(body);
    expect(status).toBe(400);
    for (const mistake of mistakes) expect(answer().error).toMatch(mistake);
    expect(service.changes.all).toEqual([]);
  });
});

describe('is forbidden', () => {
  it.each([
    ['a page of another site', { headers: { ...json, origin: 'http://evil.example' } }, 403, /only pages of this service/],
    ['a machine that is followed', { from: '127.0.0.2' }, 403, /may report its stages/],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, /Media Type/],
    ['plain text', { headers: { 'content-type': 'text/plain' } }, 415, /Media Type/],
    ['a body that is too large', { body: JSON.stringify({ ...mute, note: 'x'.repeat(2_000_000) }) }, 413, /large/],
  ])('for %s', async (_, options, status, message) => {
    const answer = await post(mute, options);
    expect([answer.status, answer.json()]).toEqual([status, { error: expect.stringMatching(message) }]);
    expect(service.changes.all).toEqual([]);
  });

  it('where the settings switch it off', async () => {
    await service.stop();
    service = await start({ settings: { http: { port: 0, actions: false } } });
    const answer = await post(mute);
    expect([answer.status, answer.json()]).toEqual([403, { error: expect.stringMatching(/http\.actions/) }]);
  });

  it('not for an admin’s machine elsewhere', async () => {
    expect((await post(mute, { from: '127.0.0.9' })).status).toBe(200);
  });

  it('not for a page of our own', async () => {
    expect((await post(mute, { headers: { ...json, origin: service.url } })).status).toBe(200);
  });
});
