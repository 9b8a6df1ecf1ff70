import { describe, expect, it } from 'vitest';
import { backendViewSchema, runViewSchema } from '../../../state-machines/view/view.ts';
import { ip, mac } from '../core/changes.ts';
import { serveTwoBackends } from './two-backends.ts';

const api = serveTwoBackends();
const ids = async (query: string): Promise<string[]> =>
  (await api.get(`/api/v1/backends${query}`)).json().backends.map((b: { id: string }) => b.id);

describe('backends', () => {
  it('come with their newest run', async () => {
    const { status, json } = await api.get('/api/v1/backends');
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
    ['?nodes=n[3-1]', /^nodes: .*not an ascending range/],
    [`?nodes=${'x'.repeat(3_000)}`, /nodes/],
  ])('%s is refused with the reason', async (query, message) => {
    const { status, json } = await api.get(`/api/v1/backends${query}`);
    expect([status, json()]).toEqual([400, { error: expect.stringMatching(message) }]);
  });

  it.each(['backend-0-0', mac, ip, 'BACKEND-0-0', encodeURIComponent(mac)])('one, by %s', async (name) => {
    expect((await api.get(`/api/v1/backends/${name}`)).json().id).toBe('backend-0-0');
  });

  it('the runs of one', async () => {
    const { runs } = (await api.get('/api/v1/backends/backend-0-0/runs')).json();
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
    const { status, json } = await api.get(path);
    expect([status, json()]).toEqual([404, { error: expect.any(String) }]);
  });
});
