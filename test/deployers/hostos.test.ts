// Each rule of the HostOS document: one story that keeps it, one that breaks it; as a reader of the document would expect.
import { describe, expect, it } from 'vitest';
import type { RunView } from '../../state-machines/view/view.ts';
import { replayFolder, storyFolder } from '../state-machines/track/replay-logs.ts';

const replayed = async (story: string) => {
  const { views, monitor } = await replayFolder(storyFolder(story), undefined);
  const [deployment] = monitor.dispatcher.deployments.all();
  const newest = (node: string): RunView | undefined => views.find(({ id }) => id === `mzone7204-${node}`)?.runs.at(-1);
  return { views, deployment, newest, findings: (node: string) => newest(node)?.findings.map(({ rule }) => rule) };
};
const stageOf = (run: RunView | undefined, name: string) => run?.stages.find((stage) => stage.name === name)?.status;

describe('a fresh install', () => {
  it('goes through every bundle and deploy_stage', async () => {
    const { newest, findings, deployment } = await replayed('hostos-fresh');
    expect(newest('node1')).toMatchObject({ workflow: 'hostos', status: 'installed', stage: 'All_Deployed' });
    const done = [
      'Boot_Release',
      'Config_Release',
      'Base_OS_SW',
      'Base_Net_SW',
      'Nextgen_OS_SW',
      'Post_Config_Release',
      'Post_Config',
      'Kernel_Patch',
    ];
    expect(done.map((name) => stageOf(newest('node1'), name))).toEqual(done.map(() => 'done'));
    expect(findings('node1')).toEqual([]);
    expect(newest('node3')).toMatchObject({ status: 'installing', stage: 'Base_Net_SW' });
    expect(deployment).toMatchObject({ title: 'HostOS fresh install of mzone7204', status: 'running', workflow: 'hostos' });
    expect(deployment?.members.map(({ backend, status, state }) => `${backend} ${status} ${state}`)).toEqual([
      'mzone7204-node1 done post-config',
      'mzone7204-node2 done post-config',
      'mzone7204-node3 running pre-install',
    ]);
  });

  it('that skips a bundle is told before it starts, and at the bundle behind it, once', async () => {
    const { newest, findings, deployment } = await replayed('hostos-skipped-bundle');
    expect(findings('node1')).toEqual(['bundle-order']);
    expect(newest('node1')?.findings[0]).toMatchObject({
      stage: 'Nextgen_OS_SW',
      text: expect.stringContaining('base-net-sw left out before nextgen-os-sw'),
      remedy: expect.stringContaining('Skipping any bundle fails the overall deployment'),
    });
    expect(deployment?.prerequisites.filter(({ status }) => status === 'broken').map(({ name }) => name)).toEqual([
      'every-bundle',
      'forced-reboot',
    ]);
  });
});

describe('an upgrade', () => {
  it('may have any order and needs no boot release', async () => {
    const { newest, findings, deployment } = await replayed('hostos-upgrade');
    expect(newest('node1')).toMatchObject({ workflow: 'hostos-upgrade', status: 'installed' });
    expect(findings('node1')).toEqual([]);
    expect(deployment).toMatchObject({ status: 'done', workflow: 'hostos-upgrade' });
  });

  it('to an older version is told', async () => {
    const { newest } = await replayed('hostos-downgrade');
    expect(newest('node1')?.findings).toMatchObject([
      {
        rule: 'older-bundle',
        text: expect.stringMatching(/3\.4\.80-\S+ is older than 3\.4\.83-/),
        remedy: expect.stringContaining('release-bundles'),
      },
    ]);
  });

  it('of another major version is skipped, or told where it was made', async () => {
    const { newest, findings, deployment } = await replayed('hostos-foreign-major');
    expect(newest('node1')).toMatchObject({ workflow: 'hostos', status: 'installed' });
    expect(deployment?.members[0]).toMatchObject({
      status: 'not-started',
      state: 'skipped',
      detail: expect.stringContaining('the node has 3.x'),
    });
    expect(findings('node2')).toEqual(['foreign-major']);
  });
});

describe('errors of the troubleshooting chapter', () => {
  it.for([
    ['node2', 'Config_Release', ['personality-morph', 'pending-skipped']],
    ['node3', 'Config_Release', ['nodetype', 'pending-skipped']],
    ['node4', 'Config_Release', ['vault-token', 'pending-skipped']],
    ['node5', 'Base_OS_SW', ['package-dependency', 'pending-skipped']],
    ['node6', 'Kernel_Patch', ['kernel-patch-busy']],
    ['node7', 'Boot_Release', ['bmc-connection', 'pending-skipped']],
    ['node8', 'Boot_Release', ['z-platform', 'pending-skipped']],
  ] as const)('%s has failed at %s, with its remedy', async ([node, stage, rules]) => {
    const { newest, findings } = await replayed('hostos-errors');
    expect(newest(node)).toMatchObject({ status: 'failed', stage });
    expect(findings(node)).toEqual(rules);
    expect(newest(node)?.findings.every((finding) => finding.stage === stage && finding.remedy !== null)).toBe(true);
  });

  it('an error that was mended is no failure any more', async () => {
    const { newest, findings } = await replayed('hostos-errors');
    expect(newest('node1')).toMatchObject({ status: 'installed' });
    expect(findings('node1')).toContain('personality-morph');
  });

  it('say in the deployment what was not deployed because of them', async () => {
    const { deployment } = await replayed('hostos-errors');
    expect(deployment).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/^mzone7204-node2: config failed: .*; and 6 more$/),
    });
    expect(deployment?.members.find(({ backend }) => backend.endsWith('node5'))?.detail).toContain(
      'not deployed: base-net-sw, nextgen-os-sw, post-config, kernel-patch',
    );
  });
});
