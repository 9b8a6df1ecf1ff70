// A whole distributed cloud, polled: its strategies from start to end, its subclouds, restarts.
import { describe, expect, it, onTestFinished } from 'vitest';
import { StarlingxServer } from '../../../../deployers/starlingx-server.ts';
import { created, deploy, follow, watch, way, type Watched } from '../../../../deployers/starlingx-watch.ts';

const members = ({ deployment }: Watched) => deployment()?.members.map(({ backend, batch, status }) => [backend, batch, status]);
const stagesDone = (run: ReturnType<Watched['runs']>[number] | undefined) =>
  run?.stages.filter(({ status }) => status === 'done').map(({ name }) => name);

const prerequisite = (watched: Watched, name: string) => {
  const { status, text } = watched.deployment()?.prerequisites.find((one) => one.name.includes(name)) ?? {};
  return [status, text];
};

describe('a strategy', () => {
  it('that succeeds is followed from its creation to its deletion', async () => {
    const watched = await created(['subcloud-1', 'subcloud-2']);
    expect(watched.deployment()).toMatchObject({ status: 'planned', state: 'initial', order: 'parallel', atOnce: 2, stopOnFailure: false });
    expect(watched.runs('subcloud-1')).toEqual([]);
    await deploy(watched, 'subcloud-1');
    await deploy(watched, 'subcloud-2');
    watched.cloud.conclude();
    await watched.round();
    expect(watched.deployment()).toMatchObject({
      id: 'starlingx:sw-deploy@2026-11-24T12:00:00.000Z',
      workflow: 'starlingx-sw-deploy',
      title: 'StarlingX sw-deploy to starlingx-10.0.1',
      status: 'done',
      startedAt: '2026-11-24T12:00:00.000Z',
      endedAt: '2026-11-24T12:18:00.000Z',
      error: null,
    });
    expect(members(watched)).toEqual([
      ['subcloud-1', null, 'done'],
      ['subcloud-2', null, 'done'],
    ]);
    const [run, ...others] = watched.runs('subcloud-1');
    expect(others).toEqual([]);
    expect(run).toMatchObject({ status: 'installed', startedAt: '2026-11-24T12:00:00.000Z', endedAt: '2026-11-24T12:08:00.000Z' });
    expect(stagesDone(run)).toEqual(['Pre_Check', 'Create_VIM_Strategy', 'Apply_VIM_Strategy', 'Finish_Strategy', 'Complete']);
    watched.cloud.remove();
    await watched.round();
    expect(watched.deployment()).toMatchObject({ status: 'done', state: 'deleted' });
    expect(watched.source.status()).toMatchObject({ alive: true, trouble: null, odd: 0, position: 'no strategy' });
  });

  it('that stops on failure tells those that failed from those that were never begun', async () => {
    const watched = await created(['subcloud-1', 'subcloud-2', 'subcloud-3', 'subcloud-4'], { stopOnFailure: true, stages: 'batches' });
    for (const name of ['subcloud-1', 'subcloud-2']) watched.cloud.enter(name, way[0] ?? '');
    await watched.round();
    watched.cloud.fail('subcloud-1', 'sw-deploy pre-check: Failed for subcloud subcloud-1: Release starlingx-10.0.1 is not prestaged.');
    await watched.round();
    expect(watched.deployment()).toMatchObject({ status: 'failed', endedAt: null });
    watched.cloud.enter('subcloud-2', way[2] ?? '');
    watched.clock.pass(5);
    await watched.round();
    watched.cloud.complete('subcloud-2');
    await watched.round();
    expect(members(watched)).toEqual([
      ['subcloud-1', '1', 'failed'],
      ['subcloud-2', '1', 'done'],
      ['subcloud-3', '2', 'not-started'],
      ['subcloud-4', '2', 'not-started'],
    ]);
    expect(watched.deployment()).toMatchObject({
      endedAt: '2026-11-24T12:05:00.000Z',
      error: expect.stringMatching(/^subcloud-1 failed: .*not prestaged\.; stop on failure: 2 subclouds not started$/),
    });
    expect(watched.deployment()?.prerequisites.find(({ name }) => name === 'prestaged')).toMatchObject({ status: 'broken' });
    expect(watched.runs('subcloud-1')).toMatchObject([{ status: 'failed', stage: 'Pre_Check' }]);
    expect(watched.runs('subcloud-2')).toMatchObject([{ status: 'installed' }]);
    expect(watched.runs('subcloud-3')).toEqual([]);
  });

  it('that is aborted finishes what it has begun, and the rest has no run', async () => {
    const watched = await created(['subcloud-1', 'subcloud-2', 'subcloud-3'], { atOnce: 1 });
    watched.cloud.enter('subcloud-1', way[2] ?? '');
    await watched.round();
    watched.cloud.abort();
    await watched.round();
    expect(watched.deployment()).toMatchObject({ status: 'running', state: 'aborting' });
    watched.cloud.complete('subcloud-1');
    watched.cloud.conclude();
    await watched.round();
    expect(watched.deployment()).toMatchObject({ status: 'aborted', error: 'aborted: 2 subclouds not started' });
    expect(members(watched)?.map(([, , status]) => status)).toEqual(['done', 'aborted', 'aborted']);
    expect(['subcloud-1', 'subcloud-2'].map((name) => watched.runs(name).map(({ status }) => status))).toEqual([['installed'], []]);
  });

  it.each([
    ['batches', ['1', '1', '2']],
    ['places', [null, null, null]],
    ['words', [null, null, null]],
  ] as const)('whose stages are %s has these batches: %j', async (stages, batches) => {
    const watched = await created(['subcloud-1', 'subcloud-2', 'subcloud-3'], { stages });
    watched.cloud.enter('subcloud-1', way[0] ?? '');
    await watched.round();
    watched.cloud.complete('subcloud-1');
    await watched.round();
    expect(members(watched)?.map(([, batch]) => batch)).toEqual(batches);
  });

  it('with a state and a type that nobody knows is followed all the same', async () => {
    const watched = await created(['subcloud-1'], { type: 'brand-new' });
    watched.cloud.enter('subcloud-1', 'apply VIM brand-new strategy');
    await watched.round();
    watched.cloud.enter('subcloud-1', 'polish the chassis', 'rack 7');
    await watched.round();
    expect(watched.deployment()).toMatchObject({ workflow: 'starlingx-strategy', status: 'running' });
    expect(watched.runs('subcloud-1')).toMatchObject([{ status: 'installing', stage: 'Apply_VIM_Strategy' }]);
    expect(watched.words('subcloud-1')).toBe('rack 7');
  });

  it('that is created again after a failure begins new runs', async () => {
    const watched = await created(['subcloud-1']);
    watched.cloud.enter('subcloud-1', way[0] ?? '');
    watched.cloud.fail('subcloud-1', 'sw-deploy pre-check: no');
    await watched.round();
    watched.clock.pass(30);
    watched.cloud.create(['subcloud-1']);
    watched.cloud.apply();
    await watched.round();
    await deploy(watched, 'subcloud-1');
    expect(watched.runs('subcloud-1').map(({ status }) => status)).toEqual(['failed', 'installed']);
    expect(watched.monitor.dispatcher.deployments.all()).toHaveLength(2);
  });

  it('that says more of a step is its last words, and no new stage', async () => {
    const watched = await created(['subcloud-1']);
    for (const percent of [10, 40]) {
      watched.cloud.enter('subcloud-1', way[2] ?? '', `apply phase is ${percent}% complete`);
      watched.clock.pass(1);
      await watched.round();
    }
    expect(watched.runs('subcloud-1')).toMatchObject([{ stage: 'Apply_VIM_Strategy' }]);
    expect(watched.words('subcloud-1')).toBe('apply phase is 40% complete');
  });
});

describe('a strategy that is deleted between two looks', () => {
  it.each([
    ['whose subcloud is in sync is done', (watched: Watched) => watched.cloud.complete('subcloud-1'), 'installed', 'done'],
    [
      'whose subcloud could not apply it has failed',
      ({ cloud }: Watched) => void (cloud.subcloudOf('subcloud-1')['deploy-status'] = 'sw-deploy-apply-strategy-failed'),
      'failed',
      'failed',
    ],
    ['of whose subcloud nothing tells is lost', () => {}, 'abandoned', 'lost'],
  ])('%s', async (_, change, run, status) => {
    const watched = await created(['subcloud-1']);
    watched.cloud.enter('subcloud-1', way[2] ?? '');
    await watched.round();
    change(watched);
    watched.cloud.remove();
    watched.clock.pass(1);
    await watched.round();
    expect(watched.runs('subcloud-1').map((one) => one.status)).toEqual([run]);
    expect(watched.deployment()).toMatchObject({ status, state: 'deleted' });
  });

  it('before it was applied was not carried out', async () => {
    const watched = await created(['subcloud-1']);
    watched.cloud.remove();
    await watched.round();
    expect(watched.deployment()).toMatchObject({ status: 'aborted', members: [{ status: 'not-started' }] });
  });
});

describe('prerequisites', () => {
  it('are looked at before the strategy is applied', async () => {
    const watched = await created(['subcloud-1', 'subcloud-2']);
    expect(prerequisite(watched, 'online')).toEqual(['ok', '2 of 2']);
    expect(prerequisite(watched, 'alarms')).toEqual(['ok', 'no alarms']);
    expect(prerequisite(watched, 'software_sync')).toEqual(['ok', 'out-of-sync: subcloud-1, subcloud-2']);
    expect(prerequisite(watched, 'prestaged')).toEqual(['ok', '2 of 2']);
    expect(prerequisite(watched, 'hosts')[0]).toBe('unknown');
    expect(prerequisite(watched, 'platform-backup')[0]).toBe('unknown');
  });

  it('are broken or not known where the API says so', async () => {
    const watched = await watch();
    watched.cloud.subcloudOf('subcloud-1')['availability-status'] = 'offline';
    watched.cloud.subcloudOf('subcloud-1')['prestage-status'] = 'failed';
    watched.cloud.alarms['region-subcloud-1'] = 2;
    watched.cloud.create(['subcloud-1']);
    await watched.round();
    expect(prerequisite(watched, 'online')).toEqual(['broken', 'subcloud-1 is managed and offline']);
    expect(prerequisite(watched, 'prestaged')).toEqual(['broken', 'subcloud-1: prestage failed']);
    expect(prerequisite(watched, 'alarms')).toEqual(['unknown', expect.stringContaining('2 critical')]);
  });
});

describe('subclouds', () => {
  it('that are deployed have a run of their own, with its failure; those that stand have none', async () => {
    const watched = await watch();
    const subcloud = watched.cloud.subcloudOf('subcloud-1');
    for (const status of ['pre-install', 'installing', 'install-failed']) {
      subcloud['deploy-status'] = status;
      for (let looks = 0; looks < 4; looks++) await watched.round();
    }
    expect(watched.runs('subcloud-1')).toMatchObject([{ workflow: 'starlingx-subcloud', status: 'failed', stage: 'Installing' }]);
    expect(watched.runs('subcloud-2')).toEqual([]);
  });

  it.each([
    ['sw-deploy', 'apply VIM sw-deploy strategy', 'sw-deploy-in-progress'],
    // Upgrades of older releases install a controller anew.
    ['upgrade', 'upgrading simplex', 'installing'],
  ])('whose status a strategy of type %s changes have no other run', async (type, state, status) => {
    const watched = await created(['subcloud-1'], { type });
    watched.cloud.enter('subcloud-1', state);
    watched.cloud.subcloudOf('subcloud-1')['deploy-status'] = status;
    for (let looks = 0; looks < 8; looks++) await watched.round();
    expect(watched.runs('subcloud-1').map(({ workflow }) => workflow)).toEqual([`starlingx-${type}`]);
  });
});

describe('a restart', () => {
  it('of ours goes on where it stood: nothing twice, and what came meanwhile is told', async () => {
    const watched = await created(['subcloud-1', 'subcloud-2']);
    watched.cloud.enter('subcloud-1', way[0] ?? '');
    await watched.round();
    const at = watched.position();
    await watched.source.stop();
    const same = follow(watched);
    same.source.resume(at);
    await same.catchUp();
    expect(same.source.status()).toMatchObject({ observations: 0 });
    watched.cloud.complete('subcloud-1');
    await same.round();
    expect(same.source.status()).toMatchObject({ observations: 1, trouble: null });
  });

  it('of the manager, which takes up the same state once more, changes nothing', async () => {
    const watched = await created(['subcloud-1']);
    watched.cloud.enter('subcloud-1', way[2] ?? '');
    await watched.round();
    const before = watched.source.status().observations;
    await watched.server.close();
    watched.clock.pass(5);
    await watched.round();
    expect(watched.source.status().trouble).toContain('is unreachable');
    const again = new StarlingxServer({ cloud: watched.cloud, nowMs: () => watched.clock.ms });
    await again.listen(Number(new URL(watched.url).port));
    onTestFinished(() => again.close());
    watched.cloud.enter('subcloud-1', way[2] ?? '');
    await watched.round();
    expect(watched.source.status()).toMatchObject({ trouble: null, observations: before });
    watched.cloud.complete('subcloud-1');
    await watched.round();
    expect(watched.runs('subcloud-1').map(({ status }) => status)).toEqual(['installed']);
  });

  it.each([['nothing'], [{ strategy: { facts: 1 } }], [null]])('with %j in the store begins anew', async (at) => {
    const watched = await created(['subcloud-1']);
    watched.source.resume(at);
    watched.cloud.enter('subcloud-1', way[0] ?? '');
    await watched.round();
    expect(watched.runs('subcloud-1')).toHaveLength(1);
  });
});

it('times of a controller whose clock is off are set right', async () => {
  const watched = await watch();
  watched.clock.controllerAheadMs = 7_200_000;
  watched.cloud.create(['subcloud-1']);
  watched.cloud.apply();
  watched.cloud.enter('subcloud-1', way[0] ?? '');
  await watched.round();
  watched.clock.pass(10);
  watched.cloud.complete('subcloud-1');
  await watched.round();
  expect(watched.runs('subcloud-1')).toMatchObject([{ startedAt: '2026-11-24T12:00:00.000Z', endedAt: '2026-11-24T12:10:00.000Z' }]);
  expect(watched.deployment()).toMatchObject({ startedAt: '2026-11-24T12:00:00.000Z' });
  expect(watched.source.status().counters).toMatchObject({ clockAheadSeconds: 7_200 });
});

it('2,000 subclouds are followed with a few requests a round', async () => {
  const names = Array.from({ length: 2_000 }, (_, i) => `subcloud-${i}`);
  const watched = await created(names, { atOnce: 500 }, { subclouds: names });
  for (const name of names) watched.cloud.enter(name, way[2] ?? '');
  watched.server.asked.length = 0;
  await watched.round();
  for (const name of names) watched.cloud.complete(name);
  watched.cloud.conclude();
  await watched.round();
  expect(watched.deployment()).toMatchObject({ status: 'done' });
  expect(watched.deployment()?.members).toHaveLength(2_000);
  expect(watched.source.status()).toMatchObject({ trouble: null, observations: 6_000 });
  expect(names.every((name) => watched.runs(name).at(-1)?.status === 'installed')).toBe(true);
  expect(watched.server.asked.length).toBeLessThanOrEqual(8);
});
