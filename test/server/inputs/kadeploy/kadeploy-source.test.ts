// The poller of Kadeploy's API against a server that speaks it: what a look makes of what there is, one look at a time.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeploymentReport } from '../../../../state-machines/deployment/deployment.ts';
import type { Observation } from '../../../../state-machines/vocabulary.ts';
import type { QueueItem } from '../../../../server/core/queue.ts';
import { KadeploySource, type KadeployOptions } from '../../../../server/inputs/kadeploy/kadeploy-source.ts';
import { automata, broadcast, hard, kexec, set } from '../../../deployers/nova.ts';
import { KadeployServer, type Fault, type FakeNode, type KadeployServerOptions } from '../../../deployers/kadeploy-server.ts';
import { observationsIn } from '../contract/source-contract.ts';
import { Seen } from '../../core/seen.ts';

const startMs = Date.UTC(2026, 10, 24, 12);
const wid = 'D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab';

/** A source that looks when the test says so. */
class Watch {
  readonly items: QueueItem[] = [];
  readonly troubles: (string | null)[] = [];
  readonly pauses = new Seen<{ ms: number; over: () => void }>();
  nowMs = startMs;
  readonly source: KadeploySource;
  private rounds = 0;

  constructor(url: string, more: Partial<KadeployOptions> = {}) {
    this.source = new KadeploySource({
      name: 'kadeploy',
      server: { url },
      login: { user: 'root', password: undefined, certificate: undefined },
      everyMs: 2_000,
      nowMs: () => this.nowMs,
      onTrouble: (trouble) => this.troubles.push(trouble),
      wait: (ms, signal) =>
        new Promise<void>((over) => {
          signal.addEventListener('abort', () => over());
          this.pauses.add({ ms, over });
        }),
      ...more,
    });
    onTestFinished(() => this.source.stop());
  }

  /** What the next look tells: its events, one text each. */
  async look(afterMs = 2_000): Promise<string[]> {
    const before = this.items.length;
    if (this.rounds === 0) await this.source.follow(async (item) => void this.items.push(item));
    else {
      this.nowMs += afterMs;
      this.pauses.all[this.rounds - 1]?.over();
    }
    await this.pauses.count(++this.rounds);
    return this.items.slice(before).flatMap((item) => observationsIn(item).map(wordsOf));
  }

  get reports(): DeploymentReport[] {
    return this.items.flatMap((item) => (item.kind === 'reading' && item.report ? [item.report] : []));
  }

  get observations(): Observation[] {
    return this.items.flatMap((item) => observationsIn(item));
  }

  /** As the store keeps it. */
  get position(): unknown {
    const positions = this.items.flatMap((item) => (item.kind === 'reading' && item.position ? [item.position.at] : []));
    return JSON.parse(JSON.stringify(positions.at(-1)));
  }
}

function wordsOf({ who, sight }: Observation): string {
  if (sight.kind !== 'event') return sight.kind;
  const { name, error, text } = sight;
  return `${who.host} ${name.replace('kadeploy3/', '')}${error ? ` ✖ ${text}` : ''}`;
}

async function begin(options: KadeployServerOptions = {}, timeoutMs = 15_000): Promise<{ server: KadeployServer; watch: Watch }> {
  const watching: { now: () => number } = { now: () => startMs };
  const server = await KadeployServer.start({ nowMs: () => watching.now(), ...options });
  server.automata = automata;
  onTestFinished(() => server.stop());
  const watch = new Watch(server.url, { server: { url: server.url, timeoutMs } });
  watching.now = () => watch.nowMs;
  return { server, watch };
}

const at = (macro: string, micro: string, state = 'ok', error?: string): FakeNode => ({ macro, micro, state, ...(error && { error }) });
const over: FakeNode = { macro: null, micro: null, state: 'ok', error: null };

describe('a deployment', () => {
  it('is found by itself and followed to its end, with limits, times and members', async () => {
    const { server, watch } = await begin();
    expect(await watch.look()).toEqual([]);
    const deployment = server.add(wid, ['node-1']);
    await watch.look();
    deployment.states['node-1'] = at(set ?? '', 'switch_pxe');
    deployment.seconds = 1.5;
    expect(await watch.look()).toEqual(['node-1 SetDeploymentEnv', 'node-1 SetDeploymentEnv/switch_pxe']);
    expect(watch.observations.at(-1)).toMatchObject({
      deployment: `kadeploy:${wid}`,
      observedAtMs: watch.nowMs - 1_500,
      sight: { phase: 'start', attempt: { implementation: set, allowed: 2, limitSeconds: 600 } },
    });
    expect(await watch.look()).toEqual([]);
    deployment.states['node-1'] = at(broadcast, 'send_environment');
    expect(await watch.look()).toEqual(['node-1 BroadcastEnv', 'node-1 BroadcastEnv/send_environment']);
    deployment.states['node-1'] = at(kexec ?? '', 'wait_reboot', 'reboot_in_progress');
    expect(await watch.look()).toEqual(['node-1 BootNewEnv', 'node-1 BootNewEnv/wait_reboot', 'node-1 note']);
    deployment.states['node-1'] = over;
    Object.assign(deployment, { done: true, ok: ['node-1'] });
    expect(await watch.look()).toEqual(['node-1 deployed']);
    expect(watch.reports.at(-1)).toMatchObject({
      id: `kadeploy:${wid}`,
      workflow: 'kadeploy-3',
      status: 'done',
      title: `debian-base:1 (${wid})`,
      user: 'root',
      members: [{ backend: 'node-1', batch: 'nova', status: 'done', endedAt: expect.any(String) }],
    });
    const { length } = watch.items;
    await watch.look();
    expect(watch.items).toHaveLength(length);
    server.deployments.delete(wid);
    await watch.look();
    expect(watch.items).toHaveLength(length);
    expect(server.count(/logs|debugs/)).toBe(0);
  });

  it('a failed try is not the end: it is tried again, then in another way', async () => {
    const { server, watch } = await begin();
    const { states } = server.add(wid, ['node-1', 'node-2']);
    const both = (node: FakeNode): void => void Object.assign(states, { 'node-1': node, 'node-2': { ...node } });
    both(at(set ?? '', 'wait_reboot'));
    await watch.look();
    states['node-2'] = at(set ?? '', 'wait_reboot', 'ko');
    expect(await watch.look()).toEqual(['node-2 SetDeploymentEnv/wait_reboot ✖ SetDeploymentEnvUntrusted-wait_reboot failed']);
    expect(watch.reports.at(-1)?.members).toMatchObject([{ backend: 'node-2', status: 'running' }]);
    Object.assign(states, { 'node-1': at(set ?? '', 'format_deploy_part'), 'node-2': at(set ?? '', 'switch_pxe') });
    expect(await watch.look()).toEqual([
      'node-1 SetDeploymentEnv/format_deploy_part',
      'node-2 SetDeploymentEnv',
      'node-2 SetDeploymentEnv/switch_pxe',
    ]);
    both(at(kexec ?? '', 'wait_reboot'));
    await watch.look();
    // The failure itself fell between two looks.
    states['node-1'] = at(hard, 'reboot');
    expect(await watch.look()).toEqual([
      'node-1 BootNewEnv/wait_reboot ✖ failed between two polls; Kadeploy no longer reports the reason',
      'node-1 BootNewEnv',
      'node-1 BootNewEnv/reboot',
    ]);
    expect(watch.observations.at(-1)?.sight).toMatchObject({ attempt: { implementation: hard, allowed: 2, limitSeconds: 600 } });
  });

  it('a node whose tries are used up has failed, with the reason, while others go on', async () => {
    const { server, watch } = await begin();
    const { states } = server.add(wid, ['node-1', 'node-2']);
    Object.assign(states, { 'node-1': at(hard, 'wait_reboot'), 'node-2': at(hard, 'wait_reboot') });
    await watch.look();
    states['node-1'] = at(hard, 'wait_reboot', 'ko', 'BootNewEnvHardReboot-wait_reboot: Unreachable after the reboot');
    expect(await watch.look()).toEqual([
      'node-1 BootNewEnv/wait_reboot ✖ Unreachable after the reboot',
      'node-1 failed ✖ BootNewEnvHardReboot-wait_reboot: Unreachable after the reboot',
    ]);
    expect(watch.reports.at(-1)).toMatchObject({
      status: 'running',
      members: [{ backend: 'node-1', status: 'failed', detail: expect.stringContaining('Unreachable') }],
    });
  });

  it('a breakpoint is a success of its own', async () => {
    const { server, watch } = await begin();
    const { states } = server.add(wid, ['node-1']);
    states['node-1'] = at(broadcast, 'manage_user_post_install');
    await watch.look();
    states['node-1'] = { macro: null, micro: null, state: 'brk', error: null };
    expect(await watch.look()).toEqual(['node-1 breakpoint']);
    expect(watch.reports.at(-1)?.members).toMatchObject([{ status: 'held', detail: 'Breakpoint reached after BroadcastEnvKascade' }]);
    Object.assign(server.deployments.get(wid) ?? {}, { done: true, ok: ['node-1'] });
    expect(await watch.look()).toEqual([]);
    expect(watch.reports.at(-1)).toMatchObject({ status: 'done' });
  });

  it('a node that is busy elsewhere is discarded: a member that never started, and no run', async () => {
    const { server, watch } = await begin();
    const { states } = server.add(wid, ['node-1']);
    states['node-1'] = { state: 'discarded' };
    expect(await watch.look()).toEqual([]);
    expect(watch.reports.at(-1)?.members).toMatchObject([{ status: 'not-started', state: 'discarded' }]);
  });

  it('that failed as a whole is told with its error', async () => {
    const { server, watch } = await begin();
    const deployment = server.add(wid, ['node-1', 'node-2']);
    deployment.states['node-1'] = at(set ?? '', 'switch_pxe');
    await watch.look();
    Object.assign(deployment, { error: true, reason: 'Image file not found!' });
    expect(await watch.look()).toEqual(['node-1 failed ✖ Image file not found!']);
    expect(watch.reports.at(-1)).toMatchObject({ status: 'failed', error: 'Image file not found!' });
  });

  it('without a node, and without a reason, is one all the same', async () => {
    const { server, watch } = await begin();
    const deployment = server.add(wid, []);
    expect(await watch.look()).toEqual([]);
    Object.assign(deployment, { error: true });
    expect(await watch.look()).toEqual([]);
    expect(watch.troubles).toEqual([]);
    expect(watch.reports.at(-1)).toMatchObject({ status: 'failed' });
  });

  it('may have steps of its own: then no number of tries is known', async () => {
    const { server, watch } = await begin();
    server.add(wid, ['node-1']).states['node-1'] = at('SetDeploymentEnvNfsroot', 'custom_pre_partitioning');
    expect(await watch.look()).toEqual(['node-1 SetDeploymentEnv', 'node-1 SetDeploymentEnv/custom_pre_partitioning']);
    expect(watch.observations[0]?.sight).toMatchObject({ attempt: { allowed: null, limitSeconds: null } });
  });
});

const row = (host: string, success: boolean, error = ''): string =>
  `${wid},root,${host},${set},${broadcast},${kexec},600,1000,150,0,0,0,${startMs / 1000},165,68,46,debian-base:1,,${success},${error}`;

describe('a deployment that is gone between two looks', () => {
  it('is finished from the statistics, each node as it ended', async () => {
    const { server, watch } = await begin();
    const { states } = server.add(wid, ['node-1', 'node-2']);
    Object.assign(states, { 'node-1': at(kexec ?? '', 'kexec'), 'node-2': at(kexec ?? '', 'kexec') });
    await watch.look();
    server.deployments.delete(wid);
    server.statistics.set(wid, [row('node-1', true), row('node-2', false, 'BootNewEnvKexec-wait_reboot: Unreachable, twice')]);
    expect(await watch.look()).toEqual([
      'node-1 deployed',
      'node-2 BootNewEnv/wait_reboot ✖ Unreachable, twice',
      'node-2 failed ✖ BootNewEnvKexec-wait_reboot: Unreachable, twice',
    ]);
    expect(watch.observations.at(-1)?.observedAtMs).toBe(startMs + (165 + 68 + 46) * 1000);
    expect(watch.reports.at(-1)).toMatchObject({ status: 'failed' });
    await watch.look();
    expect(server.count(/stats/)).toBe(1);
  });

  it('by somebody who ended it: its nodes are aborted', async () => {
    const { server, watch } = await begin();
    server.add(wid, ['node-1']).states['node-1'] = at(broadcast, 'send_environment');
    await watch.look();
    server.deployments.delete(wid);
    server.statistics.set(wid, [row('node-1', false)]);
    expect(await watch.look()).toEqual(['node-1 aborted ✖ Deployment aborted']);
    expect(watch.reports.at(-1)).toMatchObject({ status: 'aborted' });
  });

  it('without statistics is finished from the states of the nodes', async () => {
    const { server, watch } = await begin();
    server.add(wid, ['node-1']).states['node-1'] = at(kexec ?? '', 'kexec');
    await watch.look();
    server.deployments.delete(wid);
    server.nodeStates['node-1'] = { state: 'deployed' };
    expect(await watch.look()).toEqual(['node-1 deployed']);
  });

  it('that nothing tells of any more is lost', async () => {
    const { server, watch } = await begin();
    server.add(wid, ['node-1']).states['node-1'] = at(kexec ?? '', 'kexec');
    await watch.look();
    server.deployments.delete(wid);
    expect(await watch.look()).toEqual(['node-1 aborted ✖ Kadeploy no longer knows this deployment; was the server restarted?']);
    expect(watch.reports.at(-1)).toMatchObject({ status: 'lost' });
    expect(watch.source.status().counters).toMatchObject({ lost: 1 });
  });

  it('also while we were away; what was told before is not told again', async () => {
    const { server, watch } = await begin();
    const second = 'D-0073d9d7-d25f-46b1-9b95-d9c4fd52484b';
    server.add(wid, ['node-1']).states['node-1'] = at(kexec ?? '', 'kexec');
    server.add(second, ['node-2']).states['node-2'] = at(set ?? '', 'reboot');
    await watch.look();
    await watch.source.stop();
    server.deployments.delete(wid);
    server.statistics.set(wid, [row('node-1', true)]);
    const later = new Watch(server.url);
    later.source.resume?.(watch.position);
    expect(await later.look()).toEqual(['node-1 deployed']);
    server.deployments.delete(second);
    expect(await later.look()).toEqual([expect.stringContaining('node-2 aborted')]);
  });

  it('and one that was over before we looked is told whole from its statistics', async () => {
    const { server, watch } = await begin();
    const deployment = server.add(wid, ['node-1'], { done: true, ok: ['node-1'] });
    deployment.states['node-1'] = over;
    server.statistics.set(wid, [row('node-1', true)]);
    expect(await watch.look()).toEqual(['node-1 SetDeploymentEnv', 'node-1 BroadcastEnv', 'node-1 BootNewEnv', 'node-1 deployed']);
    expect(await watch.look()).toEqual([]);
    expect(server.count(/stats/)).toBe(1);
  });
});

describe('a server that ails', () => {
  const faults: [string, Fault, RegExp][] = [
    ['refuses us', { status: 401 }, /401: access denied; check the user, password/],
    ['has an error', { status: 500 }, /500: server error/],
    ['is busy', { status: 503, headers: { 'retry-after': '60' } }, /503: the server accepts no more requests/],
    ['breaks off', 'half', /connection reset by peer/],
    ['breaks off a packed answer', 'half-packed', /in the middle of a response/],
    ['says nothing', 'silent', /timed out/],
    ['hangs up', 'hang-up', /connection reset by peer/],
    ['is another one', 'html', /not JSON/],
  ];

  it.each(faults)(
    'that %s is told once, left alone for longer, and read on afterwards without a loss',
    { timeout: 20_000 },
    async (_, fault, words) => {
      // Silence is waited for; the others answer at once.
      const [rounds, timeoutMs] = fault === 'silent' ? [2, 1_500] : [8, undefined];
      const { server, watch } = await begin({}, timeoutMs);
      const { states } = server.add(wid, ['node-1']);
      states['node-1'] = at(set ?? '', 'switch_pxe');
      await watch.look();
      server.fault = fault;
      server.faultFor = /deployment$/;
      const asked = server.asked.length;
      for (let n = 0; n < rounds; n++) expect(await watch.look(0)).toEqual([]);
      // Where we are refused the prefix is asked for anew.
      expect(server.asked.slice(asked).filter((path) => path !== '/auth_headers_prefix')).toEqual(Array(rounds).fill('/deployment'));
      expect(watch.pauses.all.at(-1)?.ms).toBeGreaterThanOrEqual(Math.min(2_000 * 2 ** rounds, 300_000) / 2);
      expect(watch.troubles).toHaveLength(1);
      expect(watch.troubles[0]).toMatch(words);
      expect(watch.source.status()).toMatchObject({ alive: false, trouble: expect.stringMatching(/; since 2026/) });
      server.fault = undefined;
      states['node-1'] = at(set ?? '', 'wait_reboot');
      expect(await watch.look()).toEqual(['node-1 SetDeploymentEnv/wait_reboot']);
      expect(watch.troubles.at(-1)).toBeNull();
      expect(watch.pauses.all.at(-1)?.ms).toBe(2_000);
    },
  );

  it('in the middle of a look: the rest is told by the next one', async () => {
    const { server, watch } = await begin();
    server.add(wid, ['node-1']).states['node-1'] = at(set ?? '', 'switch_pxe');
    server.fault = { status: 500 };
    server.faultFor = /status$/;
    expect(await watch.look()).toEqual([]);
    server.fault = undefined;
    expect(await watch.look()).toEqual(['node-1 SetDeploymentEnv', 'node-1 SetDeploymentEnv/switch_pxe']);
  });

  it('with one of its deployments goes on with the others', async () => {
    const { server, watch } = await begin();
    server.add('D-1', ['node-1']).states['node-1'] = at(set ?? '', 'switch_pxe');
    server.add(wid, ['node-2']).states['node-2'] = at(set ?? '', 'switch_pxe');
    server.fault = { status: 500 };
    server.faultFor = /D-1\/state/;
    expect(await watch.look()).toEqual(['node-2 SetDeploymentEnv', 'node-2 SetDeploymentEnv/switch_pxe']);
    expect(watch.troubles).toEqual([expect.stringMatching(/D-1\/state answered 500/)]);
  });

  it('with a deployment that is deleted in the middle of a look goes on with the others', async () => {
    const { server, watch } = await begin();
    server.add('D-1', ['node-1']).states['node-1'] = at(set ?? '', 'switch_pxe');
    server.add(wid, ['node-2']).states['node-2'] = at(set ?? '', 'switch_pxe');
    await watch.look();
    server.fault = { status: 404 };
    server.faultFor = /D-1\/state/;
    server.nodeStates['node-1'] = { state: 'deployed' };
    server.deployments.get(wid)!.states['node-2'] = at(set ?? '', 'reboot');
    expect(await watch.look()).toEqual(['node-1 deployed', 'node-2 SetDeploymentEnv/reboot']);
  });

  it('with a clock that is off: times are ours, and it is told', async () => {
    const { server, watch } = await begin({ clockAheadMs: 3_600_000 });
    server.add(wid, ['node-1']).states['node-1'] = at(set ?? '', 'switch_pxe');
    await watch.look();
    expect(watch.reports[0]?.startedAt).toBe(new Date(startMs).toISOString());
    expect(watch.source.status().trouble).toMatch(/the server's clock is 3600 s ahead of ours/);
    expect(watch.source.status().alive).toBe(true);
  });
});

describe('who asks', () => {
  const secret = 's3cr3t';

  it('logs in with the prefix that the server wants, by a header', async () => {
    const server = await KadeployServer.start({ prefix: 'X-G5K-', user: 'watcher', almighty: ['watcher'] });
    onTestFinished(() => server.stop());
    server.add(wid, ['node-1']).states['node-1'] = at(set ?? '', 'switch_pxe');
    const watch = new Watch(server.url, { login: { user: 'watcher', password: undefined, certificate: undefined } });
    expect(await watch.look()).toHaveLength(2);
    expect(server.count(/auth_headers_prefix/)).toBe(1);
  });

  it('logs in by password, which nothing tells', async () => {
    const server = await KadeployServer.start({ user: 'root', password: secret });
    onTestFinished(() => server.stop());
    server.add(wid, ['node-1']).states['node-1'] = at(set ?? '', 'switch_pxe');
    const right = new Watch(server.url, { login: { user: 'root', password: secret, certificate: undefined } });
    expect(await right.look()).toHaveLength(2);
    const wrong = new Watch(server.url, { login: { user: 'root', password: `${secret}x`, certificate: undefined } });
    expect(await wrong.look()).toEqual([]);
    const told = JSON.stringify([right.items, right.source.status(), wrong.troubles, wrong.source.status()]);
    expect(wrong.troubles).toEqual([expect.stringMatching(/access denied/)]);
    for (const text of [secret, Buffer.from(`root:${secret}`).toString('base64')]) expect(told).not.toContain(text);
  });

  it('may not be allowed to look into it: its end is told by the statistics all the same', async () => {
    const { server, watch } = await begin({ almighty: [] });
    const deployment = server.add(wid, ['node-1'], { user: 'jdoe' });
    deployment.states['node-1'] = at(set ?? '', 'switch_pxe');
    expect(await watch.look()).toEqual([]);
    expect(watch.reports.at(-1)?.members).toMatchObject([{ backend: 'node-1', status: 'not-started' }]);
    expect(watch.source.status()).toMatchObject({ alive: true, trouble: expect.stringContaining('almighty_env_users') });
    server.deployments.delete(wid);
    server.statistics.set(wid, [row('node-1', true)]);
    expect(await watch.look()).toEqual(['node-1 SetDeploymentEnv', 'node-1 BroadcastEnv', 'node-1 BootNewEnv', 'node-1 deployed']);
  });
});

it('2,000 nodes are followed with three requests a look, one at a time', async () => {
  const { server, watch } = await begin();
  const hosts = Array.from({ length: 2_000 }, (_, i) => `node-${i + 1}.testbed.lan`);
  const deployment = server.add(wid, hosts);
  for (const micro of ['switch_pxe', 'reboot', 'wait_reboot']) {
    for (const host of hosts) deployment.states[host] = at(set ?? '', micro);
    await watch.look();
  }
  expect(watch.observations).toHaveLength(8_000);
  expect(watch.reports.map(({ members }) => members?.length)).toEqual([2_000, 2_000, 2_000]);
  expect({ asked: server.count(/deployment/), most: server.mostOpen }).toEqual({ asked: 9, most: 1 });
  const { length } = watch.items;
  await watch.look();
  expect(watch.items).toHaveLength(length);
  expect(JSON.stringify(watch.position).length).toBeLessThan(500);
});
