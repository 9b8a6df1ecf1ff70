import { describe, expect, it } from 'vitest';
import { backendSummarySchema, summariseWorkflow, workflowSummarySchema } from '../../../state-machines/view/summary.ts';
import { serveTwoBackends } from './two-backends.ts';

const api = serveTwoBackends();
const ids = async (query: string): Promise<string[]> =>
  (await api.get(`/api/v1/backends${query}`)).json().backends.map((b: { id: string }) => b.id);

describe('?view=summary', () => {
  it('is what the feed of summaries begins with, and what is needed to read it', async () => {
    const { json } = await api.get('/api/v1/backends?view=summary');
    const { backends, workflows, reached, serverTime } = json();
    expect(backends.map((one: unknown) => backendSummarySchema.parse(one))).toEqual(
      [...api.service.monitor.registry.all()].map((backend) => api.service.monitor.summary(backend)),
    );
    expect(workflows.map((one: unknown) => workflowSummarySchema.parse(one))).toEqual(
      [...api.service.monitor.workflows.values()].map(summariseWorkflow),
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
    expect(await api.get('/api/v1/backends?view=half')).toMatchObject({ status: 400, text: expect.stringMatching(/view/) });
  });
});

it.each(['/', '/api/v1/backends', '/nothing'])('%s forbids other pages to frame or to guess', async (path) => {
  const response = await fetch(`${api.service.url}${path}`);
  await response.arrayBuffer();
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});
