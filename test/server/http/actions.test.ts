import { beforeEach, describe, expect, it } from 'vitest';
import { call, type CallOptions } from '../call.ts';
import { declared, mac, startMs } from '../changes.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService, type TestService, type TestServiceOptions } from '../test-service.ts';

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

beforeEach(async () => {
  service = await start();
});

describe('an action', () => {
  it('is done when it is answered, and a change like others', async () => {
    await service.see(dhcp('DISCOVER'));
    expect(await done({ ...mute, note: ' new disks ', seconds: 600 })).toEqual({ done: ['backend-0-0'], refused: [] });
    const backend = (await call(`${service.url}/api/v1/backends/backend-0-0`)).json();
    expect(backend.muted).toEqual({ by: 'anna', at: '2026-11-21T01:05:17.000Z', note: 'new disks', until: '2026-11-21T01:15:17.000Z' });
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
        { backend: 'backend-0-1', why: 'it has no run that could be closed' },
      ],
    });
  });

  it('that breaks the machines is refused, and the next one is done', async () => {
    const backend = service.monitor.registry.get('backend-0-0');
    Object.defineProperty(backend?.track, 'muted', {
      configurable: true,
      set: () => {
        throw new Error('broken');
      },
    });
    expect((await done(mute)).refused).toEqual([{ backend: 'backend-0-0', why: 'it could not be processed; the service log has it' }]);
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

describe('is refused with 400 and every mistake', () => {
  it.each([
    ['no author and no backend', { backends: [], action: 'mute' }, [/backends/, /author/]],
    ['an action that nobody knows', { ...mute, action: 'bless' }, [/action/]],
    ['an empty name', { ...mute, author: '  ' }, [/author/]],
    ['more than the action takes', { ...mute, action: 'acknowledge', seconds: 5 }, [/seconds/]],
    ['an extension without a time', { ...mute, action: 'extend' }, [/seconds/]],
    ['node sets that are none', { ...mute, backends: ['n[3-1]', 'm[', 'backend-0-0'] }, [/3-1/, /"m\["/]],
    ['more than 10,000 backends', { ...mute, backends: ['n[1-9999]', 'm[1-9999]', 'k[1-9999]'] }, [/more than 10000/]],
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
