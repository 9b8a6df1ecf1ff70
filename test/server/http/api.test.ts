import { beforeEach, describe, expect, it } from 'vitest';
import { backendViewSchema, runViewSchema, transitionViewSchema } from '../../../state-machines/view.ts';
import { call } from '../call.ts';
import { declared, ip, mac, startMs } from '../changes.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService, type TestService } from '../test-service.ts';

const newFolder = tempFolders();
const dhcp = (message: 'DISCOVER' | 'OFFER' | 'REQUEST' | 'ACK') => ({ kind: 'dhcp', message, note: null }) as const;
const second = {
  host: 'backend-0-1',
  interfaces: [{ mac: '52:54:00:aa:00:11', ip: '10.1.1.102' }],
  workflow: 'stacki-redhat-7',
  files: {},
};
let service: TestService;
const get = (path: string) => call(`${service.url}${path}`);

const ids = async (query: string): Promise<string[]> =>
  (await get(`/api/v1/backends${query}`)).json().backends.map((b: { id: string }) => b.id);
const events = async (query: string) => (await get(`/api/v1/events${query}`)).json();

beforeEach(async () => {
  service = await startTestService(newFolder(), { inventory: [declared, second] });
  await service.see(dhcp('DISCOVER'));
  await service.see(dhcp('OFFER'), { observedAtMs: startMs + 1_000 });
});

describe('backends', () => {
  it('come with their newest run', async () => {
    const { status, json } = await get('/api/v1/backends');
    expect(status).toBe(200);
    const backends = json().backends.map((one: unknown) => backendViewSchema.parse(one));
    expect(backends).toMatchObject([
      {
        id: 'backend-0-0',
        host: 'backend-0-0',
        ip,
        mac,
        workflow: 'stacki-sles-12',
        status: 'installing',
        stage: 'DHCPOFFER',
        runs: [{ startedAt: '2026-11-21T01:05:17.000Z', endedAt: null }],
      },
      { id: 'backend-0-1', workflow: 'stacki-redhat-7', status: 'idle', stage: null, runs: [] },
    ]);
  });

  it.each([
    ['?status=installing', ['backend-0-0']],
    ['?status=idle', ['backend-0-1']],
    ['?status=idle,installing', ['backend-0-0', 'backend-0-1']],
    ['?status=failed', []],
    ['?workflow=stacki-redhat-7', ['backend-0-1']],
    ['?workflow=no-such', []],
    ['?nodes=backend-0-[0-15]', ['backend-0-0', 'backend-0-1']],
    ['?nodes=backend-0-1,login1', ['backend-0-1']],
    [`?nodes=${mac}`, ['backend-0-0']],
    ['?status=idle&nodes=backend-0-0', []],
  ])('%s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it.each([
    ['?status=broken', /^status: broken is none of failed, /],
    ['?nodes=n[3-1]', /^nodes: .*goes up/],
    [`?nodes=${'x'.repeat(3_000)}`, /nodes/],
  ])('%s is refused with the reason', async (query, message) => {
    const { status, json } = await get(`/api/v1/backends${query}`);
    expect([status, json()]).toEqual([400, { error: expect.stringMatching(message) }]);
  });

  it.each(['backend-0-0', mac, ip, 'BACKEND-0-0', encodeURIComponent(mac)])('one, by %s', async (name) => {
    expect((await get(`/api/v1/backends/${name}`)).json().id).toBe('backend-0-0');
  });

  it('the runs of one', async () => {
    const { runs } = (await get('/api/v1/backends/backend-0-0/runs')).json();
    expect(runs.map((run: unknown) => runViewSchema.parse(run))).toMatchObject([
      {
        status: 'installing',
        stages: expect.arrayContaining([expect.objectContaining({ name: 'DHCPDISCOVER', status: 'done', count: 1 })]),
      },
    ]);
  });

  it.each([
    '/api/v1/backends/nobody',
    '/api/v1/backends/nobody/runs',
    '/api/v1/nothing',
    '/api/v2/backends',
    '/nothing',
    '/api/v1/backends/%00',
    '/..%2f..%2fetc/passwd',
  ])('%s is not there', async (path) => {
    const { status, json } = await get(path);
    expect([status, json()]).toEqual([404, { error: expect.any(String) }]);
  });
});

describe('events', () => {
  it('are those that are kept, oldest first', async () => {
    const { events: all, seq, complete } = await events('');
    expect(all.map((event: unknown) => transitionViewSchema.parse(event))).toMatchObject([
      { stage: 'DHCPDISCOVER' },
      { stage: 'DHCPOFFER' },
    ]);
    expect([seq, complete]).toEqual([all[1].seq, true]);
  });

  it('after a number are the rest, and none after the last', async () => {
    const { events: all } = await events('');
    expect((await events(`?after=${all[0].seq}`)).events.map((e: { seq: number }) => e.seq)).toEqual([all[1].seq]);
    expect(await events(`?after=${all[1].seq}`)).toEqual({ events: [], seq: all[1].seq, complete: true });
  });

  it('can be had in parts', async () => {
    const first = await events(`?after=${startMs}&limit=1`);
    expect(first.events).toMatchObject([{ stage: 'DHCPDISCOVER' }]);
    expect((await events(`?after=${first.seq}&limit=1`)).events).toMatchObject([{ stage: 'DHCPOFFER' }]);
    expect((await events('?limit=1')).events).toMatchObject([{ stage: 'DHCPOFFER' }]);
  });

  it('before those that are kept: says that some are missing', async () => {
    expect(await events('?after=5')).toMatchObject({ complete: false, events: [{}, {}] });
  });

  it.each(['?after=-1', '?after=x', '?limit=0', '?limit=1000000'])('%s is refused', async (query) => {
    expect((await get(`/api/v1/events${query}`)).status).toBe(400);
  });
});

it('the workflows in force, with their stages in order', async () => {
  const { workflows } = (await get('/api/v1/workflows')).json();
  expect(workflows.map((w: { name: string }) => w.name)).toContain('stacki-sles-12');
  expect(workflows[0].stages[0]).toMatchObject({ name: expect.any(String), group: 'dhcp' });
});

it.each(['/', '/api/v1/backends', '/nothing'])('%s forbids other pages to frame or to guess', async (path) => {
  const response = await fetch(`${service.url}${path}`);
  await response.arrayBuffer();
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});
