import { beforeEach, describe, expect, it } from 'vitest';
import { call, type CallOptions } from '../../call.ts';
import { declared } from '../../core/changes.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService, type TestService } from '../../service/test-service.ts';

const newFolder = tempFolders();
const machine = { ...declared, interfaces: [{ mac: '52:54:00:aa:00:10', ip: '127.0.0.2' }] };
let service: TestService;
const start = (aliases: string[]) => startTestService(newFolder(), { inventory: [machine], settings: { http: { port: 0, aliases } } });
const ask = (path: string, options: CallOptions = {}) => call(`${service.url}${path}`, { from: '127.0.0.2', ...options });

beforeEach(async () => {
  service = await start(['foreman', 'cloud-init']);
  await service.see({ kind: 'tftp', file: 'vmlinuz', error: null });
});
/** What the next change says. */
const nextChange = async () => {
  const change = await service.changes.next();
  return change.type === 'transition' ? change.transition : null;
};

describe('Foreman’s', () => {
  it.each([
    ['GET', '/unattended/built', undefined, { stage: 'Set_Bootaction_OS', kind: 'reached', success: true }],
    ['GET', '/unattended/built?token=9c1f', undefined, { stage: 'Set_Bootaction_OS', kind: 'reached', success: true }],
    ['POST', '/unattended/built', '', { stage: 'Set_Bootaction_OS', kind: 'reached', success: true }],
    ['GET', '/unattended/failed', undefined, { stage: 'VMLinuz_RRQ_Install', kind: 'failed', message: 'the installer has failed' }],
    ['POST', '/unattended/failed', 'no disk\nfound', { stage: 'VMLinuz_RRQ_Install', kind: 'failed', message: 'no disk found' }],
  ])('%s %s %j', async (method, path, body, expected) => {
    const change = nextChange();
    expect(await ask(path, { method, ...(body !== undefined && { body }) })).toMatchObject({ status: 202 });
    expect(await change).toMatchObject(expected);
  });
});

const withLog = (size: number) =>
  post({ ...partitioning, files: [{ path: 'install.log', content: 'x'.repeat(size), encoding: 'base64' }] });

const partitioning = {
  name: 'cmd-install/stage-partitioning',
  description: 'configuring storage',
  event_type: 'start',
  origin: 'curtin',
};

const post = (event: object, headers: Record<string, string> = {}) =>
  ask('/cloud-init/events', { method: 'POST', body: JSON.stringify(event), headers });

describe('cloud-init’s and curtin’s webhook', () => {
  it.each<[string, Record<string, string>]>([
    ['without a content type, as cloud-init sends it', {}],
    ['as JSON, as curtin sends it', { 'content-type': 'application/json' }],
    ['as a form, as urllib would', { 'content-type': 'application/x-www-form-urlencoded' }],
  ])('is heard %s: a step that no stage knows is the installer’s last words', async (_, headers) => {
    const change = nextChange();
    expect(await post(partitioning, headers)).toMatchObject({ status: 202 });
    expect(await change).toMatchObject({ kind: 'text', message: 'cmd-install/stage-partitioning: configuring storage' });
  });

  it('a failed step is told, and a failed install is a failed run', async () => {
    const step = nextChange();
    await post({ ...partitioning, event_type: 'finish', result: 'FAIL' });
    expect(await step).toMatchObject({ kind: 'text', message: 'cmd-install/stage-partitioning: configuring storage: FAIL' });
    const whole = nextChange();
    await post({ name: 'cmd-install', description: 'curtin command install', event_type: 'finish', result: 'FAIL' });
    expect(await whole).toMatchObject({ kind: 'failed', status: 'failed' });
  });

  it('brings its log along, and no more than a megabyte', async () => {
    expect(await withLog(500_000)).toMatchObject({ status: 202 });
    expect(await withLog(2_000_000).catch(({ code }: NodeJS.ErrnoException) => ({ status: code }))).toMatchObject({
      status: expect.toSatisfy((status) => status === 413 || status === 'EPIPE' || status === 'ECONNRESET'),
    });
  });

  it.each(['', '[]', '{"name": ""}', '{"name": 7, "event_type": "start"}', 'no JSON'])('refuses %j', async (body) => {
    expect(await ask('/cloud-init/events', { method: 'POST', body })).toMatchObject({ status: 400 });
  });
});

it.each<[string, CallOptions]>([
  ['a page of another site, by its origin', { headers: { origin: 'http://evil.example' } }],
  ['an image on one, by its referer', { headers: { referer: 'http://evil.example/x' } }],
  ['an image on one, by what the browser says', { headers: { 'sec-fetch-site': 'cross-site' } }],
  ['a proxy on this host', { headers: { 'x-forwarded-for': '127.0.0.2' }, from: '127.0.0.1' }],
])('nothing is taken from %s', async (_, options) => {
  expect(await ask('/unattended/built', options)).toMatchObject({ status: 403 });
});

it('an address that is not switched on is not there', async () => {
  service = await start(['foreman']);
  expect(await ask('/cloud-init/events', { method: 'POST', body: '{}' })).toMatchObject({ status: 404 });
  service = await start([]);
  expect(await ask('/unattended/built')).toMatchObject({ status: 404 });
});
