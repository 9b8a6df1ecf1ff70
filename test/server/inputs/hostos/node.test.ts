// The rules of the HostOS document, on what the files of one node say: each kept once, and broken once.
import { describe, expect, it } from 'vitest';
import { readManifest, type Manifest } from '../../../../server/inputs/hostos/manifest.ts';
import { newNode, readNode, type NodeState } from '../../../../server/inputs/hostos/node.ts';

const atMs = Date.UTC(2026, 10, 21, 1, 0, 0);
const zone = (localMs: number): number[] => [localMs];

interface Texts {
  bundles?: string;
  stage?: string;
  log?: string;
  plan?: Manifest | null;
  later?: number;
}

/** What the node's files say, in a word or two each. */
function read(state: NodeState, { bundles, stage, log, plan = null, later = 0 }: Texts): string[] {
  const file = (name: string, text: string | undefined) => (text === undefined ? null : { name, text, changedAtMs: atMs + later });
  const logFile = file('deployment_history.log', log);
  const files = {
    node: 'n1',
    bundles: file('release-bundles', bundles),
    stage: file('deploy_stage', stage),
    logs: logFile ? [logFile] : [],
  };
  return readNode(state, files, { plan, zone, source: 'hostos', receivedAtMs: atMs }).observations.map(({ sight }) => {
    if (sight.kind === 'finding') return `! ${sight.rule}`;
    return sight.kind === 'event' ? `${sight.name}${sight.error ? ' failed' : ''}` : sight.kind;
  });
}

const line = (bundle: string, version = '3.1.1'): string => `hostos-${bundle}-release:${version}\n`;
const planOf = (...tags: [bundle: string, tag: string][]): Manifest =>
  readManifest(
    JSON.stringify({ components: { hostos: { packages: Object.fromEntries(tags.map(([b, tag]) => [`hostos-${b}-release`, { tag }])) } } }),
  );

describe('a fresh install', () => {
  const all = ['boot', 'config', 'base-os-sw', 'base-net-sw', 'nextgen-os-sw'].map((bundle) => line(bundle));

  it('is followed as its files grow', () => {
    const state = newNode();
    const steps: [Texts, string[]][] = [
      [{ bundles: all[0], stage: 'pre-config\n' }, ['hostos/boot', 'hostos/deploy_stage=pre-config']],
      [{ bundles: all.slice(0, 2).join('') }, ['hostos/config']],
      [{ stage: 'pre-install\n' }, ['hostos/deploy_stage=pre-install']],
      [{ bundles: all.join('') }, ['hostos/base-os-sw', 'hostos/base-net-sw', 'hostos/nextgen-os-sw']],
      [{ stage: 'post-install\n' }, ['hostos/deploy_stage=post-install']],
      [{ bundles: all.join('') + line('config') }, ['hostos/post-config']],
      [{ stage: 'post-config\n' }, ['hostos/deploy_stage=post-config']],
      [{ bundles: all.join('') + line('config') + line('kernel-patch') }, ['hostos/kernel-patch', 'hostos/all-deployed']],
      [{ bundles: all.join('') + line('config') + line('kernel-patch'), stage: 'post-config\n' }, []],
    ];
    for (const [files, said] of steps) expect(read(state, files)).toEqual(said);
  });

  it.for([
    ['pre-config', 'boot'],
    ['pre-install', 'config'],
    ['post-install', 'nextgen-os-sw'],
  ] as const)('is told by deploy_stage %s alone: it is set by %s', ([stage, bundle]) => {
    expect(read(newNode(), { stage })).toEqual([`hostos/${bundle}`, `hostos/deploy_stage=${stage}`]);
  });

  it('that is over is no new one when first seen by deploy_stage only', () => {
    expect(read(newNode(), { stage: 'post-config' })).toEqual([]);
  });

  it('begins anew with the next boot', () => {
    const state = newNode();
    read(state, { bundles: `${all.join('')}${line('config')}${line('kernel-patch')}`, stage: 'post-config' });
    const first = state.operation?.id;
    expect(read(state, { stage: 'pre-config', later: 60_000 })).toEqual(['hostos/boot', 'hostos/deploy_stage=pre-config']);
    expect(state.operation?.id).not.toBe(first);
  });

  it('is read in the order of an install from a list in any other, where nothing has a date', () => {
    expect(read(newNode(), { bundles: [...all].toSorted().join('') })).toEqual([
      'hostos/boot',
      'hostos/config',
      'hostos/base-os-sw',
      'hostos/base-net-sw',
      'hostos/nextgen-os-sw',
    ]);
  });
});

const before = ['boot', 'config', 'base-os-sw', 'base-net-sw', 'nextgen-os-sw', 'kernel-patch'].map((bundle) => line(bundle)).join('');
function installed(): NodeState {
  const state = newNode();
  read(state, { bundles: before });
  return state;
}

describe('an upgrade', () => {
  it('may be a single bundle, without any manifest', () => {
    const state = installed();
    expect(read(state, { bundles: before + line('base-net-sw', '3.2.0') })).toEqual([
      'hostos-upgrade/base-net-sw',
      'hostos-upgrade/all-deployed',
    ]);
    expect(state.operation).toMatchObject({ id: 'hostos:n1:base-net-sw@3.2.0', workflow: 'hostos-upgrade' });
  });

  it('may have any order, and is over when what is planned is there', () => {
    const plan = planOf(['base-os-sw', '3.2.0'], ['nextgen-os-sw', '3.2.0'], ['config', '3.2.0'], ['post-config', '3.2.0']);
    const state = installed();
    expect(read(state, { plan, bundles: before + line('nextgen-os-sw', '3.2.0') })).toEqual(['hostos-upgrade/nextgen-os-sw']);
    const second = line('nextgen-os-sw', '3.2.0') + line('base-os-sw', '3.2.0');
    expect(read(state, { plan, bundles: before + second })).toEqual(['hostos-upgrade/base-os-sw']);
    expect(read(state, { plan, bundles: before + second + line('config', '3.2.0') })).toEqual([
      'hostos-upgrade/config',
      'hostos-upgrade/all-deployed',
    ]);
  });

  it('with another version than planned is told', () => {
    const plan = planOf(['base-os-sw', '3.2.0'], ['nextgen-os-sw', '3.2.0']);
    const state = installed();
    read(state, { plan, bundles: before + line('base-os-sw', '3.2.0') });
    expect(read(state, { plan, bundles: before + line('base-os-sw', '3.2.0') + line('nextgen-os-sw', '3.1.9') })).toContain(
      '! other-version',
    );
  });
});

describe('a known error', () => {
  it('fails its bundle, and the bundles behind it are skipped, until it is deployed', () => {
    const state = newNode();
    read(state, { bundles: line('boot') });
    const morph = 'unable to morph node personality to master from compute\n';
    expect(read(state, { log: morph })).toEqual(['hostos/config failed', '! personality-morph', '! pending-skipped']);
    expect(state.operation?.failed?.bundle).toBe('config');
    expect(read(state, { bundles: line('boot') + line('config') })).toEqual(['hostos/config']);
    expect(state.operation?.failed).toBeNull();
  });

  it('of a config release behind the packages is post-config’s', () => {
    const state = newNode();
    read(state, { bundles: ['boot', 'config', 'base-os-sw', 'base-net-sw', 'nextgen-os-sw'].map((b) => line(b)).join('') });
    expect(read(state, { log: 'vault: permission denied\n' })[0]).toBe('hostos/post-config failed');
  });

  it('of a last bundle skips none', () => {
    const state = newNode();
    read(state, {
      bundles: ['boot', 'config', 'base-os-sw', 'base-net-sw', 'nextgen-os-sw'].map((b) => line(b)).join('') + line('config'),
    });
    expect(read(state, { log: 'kpatch load: Device or resource busy\n' })).toEqual(['hostos/kernel-patch failed', '! kernel-patch-busy']);
  });
});
