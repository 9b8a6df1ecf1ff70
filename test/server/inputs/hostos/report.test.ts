import { describe, expect, it } from 'vitest';
import { deploymentIdOf, readManifest } from '../../../../server/inputs/hostos/manifest.ts';
import { newNode, type NodeState } from '../../../../server/inputs/hostos/node.ts';
import type { Operation } from '../../../../server/inputs/hostos/operation.ts';
import { reportOf } from '../../../../server/inputs/hostos/report.ts';
import { sample } from './sample-manifest.ts';

const startMs = Date.UTC(2026, 10, 21, 1);
const fresh = readManifest(sample);
const upgrade = readManifest(
  JSON.stringify({ components: { hostos: { packages: { 'hostos-base-os-sw-release': { tag: '3.4.84' } } } }, mzone: 'mzone7204' }),
);
const nodeOf = (more: Partial<Operation>, manifest = fresh): NodeState => ({
  ...newNode(),
  stage: 'pre-install',
  operation: {
    id: deploymentIdOf(manifest),
    workflow: 'hostos',
    planned: true,
    seen: ['boot', 'config'],
    failed: null,
    startedAtMs: startMs,
    endedAtMs: null,
    ...more,
  },
});
const report = (nodes: Record<string, NodeState>, manifest = fresh) => reportOf(manifest, new Map(Object.entries(nodes)), startMs + 60_000);
const done = nodeOf({ endedAtMs: startMs + 30_000 });
const failed = nodeOf({ failed: { bundle: 'base-os-sw', text: 'unmet dependencies' } });

it('a fresh install on its way', () => {
  expect(report({ n1: nodeOf({}), n2: newNode() })).toMatchObject({
    id: deploymentIdOf(fresh),
    workflow: 'hostos',
    title: 'HostOS fresh install of mzone7204',
    status: 'running',
    startedAt: '2026-11-21T01:00:00.000Z',
    endedAt: null,
    parameters: { mzone: 'mzone7204', boot: '3.0.6-20220602T124916Z_887ca13', forcereboot: 'yes' },
    error: null,
    members: [
      { backend: 'n1', batch: 'mzone7204', status: 'running', state: 'pre-install', startedAt: '2026-11-21T01:00:00.000Z' },
      { backend: 'n2', status: 'not-started', startedAt: null },
    ],
  });
});

describe('the status', () => {
  it.each([
    ['planned', {}],
    ['planned', { n1: newNode() }],
    ['running', { n1: done, n2: newNode() }],
    ['running', { n1: failed, n2: nodeOf({}) }],
    ['failed', { n1: failed, n2: done }],
    ['done', { n1: done }],
  ])('%s', (status, nodes) => {
    expect(report(nodes)).toMatchObject({ status, ...(status === 'done' && { endedAt: '2026-11-21T01:00:30.000Z' }) });
  });
});

it('what failed says what was not deployed for it', () => {
  const { error, members } = report({ n1: failed, n2: failed });
  expect(members?.[0]?.detail).toBe(
    'base-os-sw failed: unmet dependencies; not deployed: base-net-sw, nextgen-os-sw, post-config, kernel-patch',
  );
  expect(error).toBe(`n1: ${members?.[0]?.detail}; and 1 more`);
});

describe('an upgrade', () => {
  it('passes over nodes of another major version, and is done without them', () => {
    const old: NodeState = { ...newNode(), versions: { 'base-os-sw': '2.1.1' } };
    const { title, status, members } = report(
      { n1: nodeOf({ endedAtMs: startMs, workflow: 'hostos-upgrade' }, upgrade), n2: old },
      upgrade,
    );
    expect([title, status]).toEqual(['HostOS upgrade of mzone7204', 'done']);
    expect(members?.[1]).toMatchObject({
      status: 'not-started',
      state: 'skipped',
      detail: expect.stringMatching(/the node has 2\.x, base-os-sw is 3\.x/),
    });
  });

  it('of another deployment is none of this one', () => {
    expect(report({ n1: nodeOf({}, fresh) }, upgrade).members).toMatchObject([{ status: 'not-started' }]);
  });
});
