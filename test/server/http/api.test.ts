import { beforeEach, describe, expect, it } from 'vitest';
import { backendSummarySchema, summariseWorkflow, workflowSummarySchema } from '../../../state-machines/view/summary.ts';
import { typicalTimesSchema } from '../../../state-machines/statistics/typical.ts';
import type { Workflow } from '../../../state-machines/workflow/workflow.ts';
import { backendViewSchema, runViewSchema, transitionViewSchema } from '../../../state-machines/view/view.ts';
import { call } from '../call.ts';
import { declared, ip, mac, startMs } from '../core/changes.ts';
import { tempFolders } from '../temp-folder.ts';
import { startTestService, type TestService } from '../service/test-service.ts';

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
    ['?status=broken', /^status: broken is unknown; known: failed, /],
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

const stagesOf = async (path: string): Promise<string[]> => {
  const { events: all } = (await get(`/api/v1/backends/${path}`)).json();
  return all.map((event: unknown) => transitionViewSchema.parse(event).stage);
};

describe.each([['in memory'], ['in a store']])('the events of a backend, %s', (where) => {
  beforeEach(async () => {
    await service.stop();
    const folder = newFolder();
    const settings = where === 'in a store' ? { store: { path: `${folder}/checklist.db` } } : {};
    service = await startTestService(folder, { inventory: [declared, second], settings });
    await service.see(dhcp('DISCOVER'));
    await service.see(dhcp('DISCOVER'), { who: { mac: second.interfaces[0]?.mac ?? '' } });
    await service.see(dhcp('OFFER'), { observedAtMs: startMs + 1_000 });
  });
  it.each([
    ['backend-0-0/events', ['DHCPDISCOVER', 'DHCPOFFER']],
    [`${mac}/events`, ['DHCPDISCOVER', 'DHCPOFFER']],
    ['backend-0-0/events?limit=1', ['DHCPOFFER']],
    ['backend-0-1/events', ['DHCPDISCOVER']],
  ])('%s', async (path, expected) => {
    expect(await stagesOf(path)).toEqual(expected);
  });

  it.each([
    ['nobody/events', 404],
    ['backend-0-0/events?limit=0', 400],
    ['backend-0-0/events?limit=10001', 400],
  ])('%s is refused with %i', async (path, status) => {
    expect((await get(`/api/v1/backends/${path}`)).status).toBe(status);
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

const sles = async () => {
  const { workflows } = (await get('/api/v1/workflows')).json();
  return workflows.find((one: { name: string }) => one.name === 'stacki-sles-12');
};

describe('the workflows in force', () => {
  it('come whole, with their stages in order', async () => {
    const { index: _index, ...workflow } = service.monitor.workflows.get('stacki-sles-12') as Workflow;
    const { typical, ...told } = await sles();
    expect(told).toEqual(JSON.parse(JSON.stringify(workflow)));
    expect(typicalTimesSchema.parse(typical)).toEqual({ runs: 0, install: null, stages: [] });
  });

  it('with how long their installs took', async () => {
    await service.see({ kind: 'tftp', file: 'vmlinuz', error: null }, { observedAtMs: startMs + 20_000 });
    await service.see({ kind: 'report', stage: 'Reboot_Okay', error: false, message: null }, { observedAtMs: startMs + 80_000 });
    const { typical } = await sles();
    expect(typical).toMatchObject({ runs: 1, install: { count: 1, median: 80, p95: 80 } });
    expect(typical.stages.at(-2)).toEqual({ stage: 'VMLinuz_RRQ_Install', count: 1, median: 19, p95: 19, toEnd: 60 });
  });
});

describe('?view=summary', () => {
  it('is what the feed of summaries begins with, and what is needed to read it', async () => {
    const { json } = await get('/api/v1/backends?view=summary');
    const { backends, workflows, reached, serverTime } = json();
    expect(backends.map((one: unknown) => backendSummarySchema.parse(one))).toEqual(
      [...service.monitor.registry.all()].map((backend) => service.monitor.summary(backend)),
    );
    expect(workflows.map((one: unknown) => workflowSummarySchema.parse(one))).toEqual(
      [...service.monitor.workflows.values()].map(summariseWorkflow),
    );
    expect([reached, serverTime]).toEqual([{ dhcp: '2026-11-21T01:05:18.000Z' }, '2026-11-21T01:05:17.000Z']);
  });

  it.each([
    ['&status=idle', ['backend-0-1']],
    ['&workflow=stacki-sles-12', ['backend-0-0']],
    ['&nodes=backend-0-[0-3]', ['backend-0-0', 'backend-0-1']],
  ])('%s', async (query, expected) => {
    expect(await ids(`?view=summary${query}`)).toEqual(expected);
  });

  it('another view is refused', async () => {
    expect(await get('/api/v1/backends?view=half')).toMatchObject({ status: 400, text: expect.stringMatching(/view/) });
  });
});

it('the warnings of the service itself', async () => {
  service.monitor.dispatcher.dispatch({ kind: 'reading', atMs: 0, observations: [undefined as never] });
  const { warnings } = (await get('/api/v1/warnings')).json();
  expect(warnings.at(-1)).toMatchObject({
    at: '2026-11-21T01:05:17.000Z',
    level: 'error',
    text: expect.stringMatching(/^an event could not be processed: /),
    count: 1,
  });
});

it.each(['/', '/api/v1/backends', '/nothing'])('%s forbids other pages to frame or to guess', async (path) => {
  const response = await fetch(`${service.url}${path}`);
  await response.arrayBuffer();
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});
