import { beforeEach, describe, expect, it } from 'vitest';
import { KadeployDeployment, savedNodesSchema, type Look } from '../../../../server/inputs/kadeploy/deployment.ts';
import type { ApiDeployment, NodeState } from '../../../../server/inputs/kadeploy/api.ts';
import type { Reading } from '../../../../server/core/queue.ts';
import { silent } from '../real-lines.ts';

const startMs = Date.UTC(2026, 10, 24, 12);
const running: ApiDeployment = {
  wid: 'D-1',
  user: 'root',
  done: false,
  error: false,
  start_time: startMs / 1000,
  nodes: ['node-1', 'node-2'],
};
const automata = new Map([['nova', new Map([['BootNewEnv', [{ name: 'BootNewEnvKexec', retries: 0, timeout: 150 }]]])]]);
const kexec: NodeState = { macro: 'BootNewEnvKexec', micro: 'kexec', state: 'ok' };
let nowMs: number;
let deployment: KadeployDeployment;
beforeEach(() => {
  nowMs = startMs;
  deployment = create();
});
const create = (): KadeployDeployment => new KadeployDeployment('D-1', { source: 'kadeploy', nowMs: () => nowMs });

function look(more: Partial<Look> = {}): Reading {
  nowMs += 2_000;
  return deployment.take({ deployment: running, automata, nowMs, aheadMs: 0, ...more });
}
const eventsIn = ({ observations }: Reading): string[] =>
  observations.map(({ who, sight }) => (sight.kind === 'event' ? `${who.host} ${sight.name.replace('kadeploy3/', '')}` : sight.kind));
const ended = (nodes: ApiDeployment['nodes'], more: Partial<ApiDeployment> = {}): ApiDeployment => ({
  ...running,
  done: true,
  time: 60,
  nodes,
  ...more,
});

describe('a look', () => {
  it('reports the whole with its members first, and then only when something is new', () => {
    expect(look().report).toMatchObject({ id: 'kadeploy:D-1', status: 'running', members: [{ backend: 'node-1' }, { backend: 'node-2' }] });
    expect(look()).toEqual(silent(nowMs));
    expect(look({ states: { 'node-1': kexec } }).report?.members?.map(({ backend }) => backend)).toEqual(['node-1']);
  });

  it('makes observations with their evidence, for the deployment', () => {
    const [first] = look({ states: { 'node-1': kexec } }).observations;
    expect(first).toMatchObject({
      who: { host: 'node-1' },
      deployment: 'kadeploy:D-1',
      observedAtMs: nowMs,
      receivedAtMs: nowMs,
      evidence: {
        source: 'kadeploy',
        line: null,
        offset: null,
        text: '{"node-1":{"macro":"BootNewEnvKexec","micro":"kexec","state":"ok"}}',
      },
      sight: { attempt: { limitSeconds: 150 } },
    });
  });

  it('knows each node’s cluster, and how long it has been at its micro-step', () => {
    const status = { nova: { BootNewEnvKexec: { kexec: { nodes: { '**': ['node-1'] }, time: 1.5 } } } };
    const { report, observations } = look({ states: { 'node-1': kexec }, status });
    expect(report).toMatchObject({ parameters: { clusters: 'nova' }, members: [{ batch: 'nova' }, { batch: null }] });
    expect(observations[0]?.observedAtMs).toBe(nowMs - 1_500);
  });

  it('of nodes that we may not see has them as members', () => {
    expect(look({ states: undefined, status: undefined }).report?.members).toHaveLength(2);
    expect(deployment.hosts).toEqual(['node-1', 'node-2']);
  });
});

describe('its end', () => {
  beforeEach(() => void look({ states: { 'node-1': kexec, 'node-2': kexec } }));

  it('by the lists of who is well and who is not', () => {
    const states = { 'node-2': { error: 'it burns' } };
    const end = look({ deployment: ended({ ok: ['node-1'], ko: ['node-2'], processing: [] }), states });
    expect(eventsIn(end)).toEqual(['node-1 deployed', 'node-2 failed']);
    expect(end.report).toMatchObject({ status: 'failed', members: [{ status: 'done' }, { status: 'failed', detail: 'it burns' }] });
  });

  it('at a breakpoint', () => {
    const states: Record<string, NodeState> = { 'node-1': { state: 'brk' }, 'node-2': { state: 'brk' } };
    const end = look({ deployment: ended({ ok: ['node-1', 'node-2'], ko: [], processing: [] }), states });
    expect(eventsIn(end)).toEqual(['node-1 breakpoint', 'node-2 breakpoint']);
  });

  it('in an error, for all of its nodes', () => {
    const end = look({ deployment: ended(null, { error: true }), error: 'no such image' });
    expect(eventsIn(end)).toEqual(['node-1 failed', 'node-2 failed']);
    expect(end.report).toMatchObject({ status: 'failed', error: 'no such image' });
  });

  it('as another source tells it', () => {
    expect(deployment.finish({ status: 'lost' })).toEqual({
      ...silent(nowMs),
      report: {
        id: 'kadeploy:D-1',
        workflow: 'kadeploy-3',
        reportedAt: new Date(nowMs).toISOString(),
        endedAt: new Date(nowMs).toISOString(),
        state: 'lost',
        status: 'lost',
      },
    });
  });
});

it('is stored as plain data, nodes that are alike together, and goes on from there', () => {
  look({ states: { 'node-1': kexec, 'node-2': kexec } });
  const saved = JSON.parse(JSON.stringify(deployment.save())) as unknown[];
  expect(saved).toMatchObject([{ nodes: 'node-[1-2]', macro: 'BootNewEnvKexec', micro: 'kexec', status: 'running' }]);
  deployment = create();
  deployment.restore(saved.map((one) => savedNodesSchema.parse(one)));
  expect(eventsIn(look({ states: { 'node-1': kexec, 'node-2': { ...kexec, micro: 'wait_reboot' } } }))).toEqual([
    'node-2 BootNewEnv/wait_reboot',
  ]);
});
