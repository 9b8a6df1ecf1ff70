// `checklist replay` of a deployer's files: the plan, what it breaks and what to do, in words.
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const replay = (...paths: string[]) => run(['replay', ...paths.map((path) => `sample-logs/${path}`), '--tz', 'UTC']);

describe('replay of HostOS', () => {
  it('of a manifest alone tells what would go wrong, and what to do', async () => {
    const { stdout } = await replay('hostos-skipped-bundle/manifest.hjson');
    expect(stdout).toContain(
      'HostOS fresh install of mzone7204: planned\n  ! every-bundle: a fresh install without base-net-sw\n    A fresh install',
    );
    expect(stdout).toContain('! forced-reboot: forcereboot is no');
    expect(stdout).not.toContain('same-config');
  });

  it('of manifest and nodes tells the rules that were broken with each run, and how each node stands', async () => {
    const { stdout } = await replay('hostos-foreign-major/manifest.hjson', 'hostos-foreign-major/nodes');
    expect(stdout).toMatch(/#{45}\n {2}! foreign-major: .*5\.0\.1.*\n {4}Such an upgrade is skipped/);
    expect(stdout).toContain('  mzone7204-node1, not-started, skipped, the upgrade is skipped: the node has 3.x');
    expect(stdout).toContain('  mzone7204-node2, done, post-config\n');
  });

  it('fails as a failed run does', async () => {
    expect(await replay('hostos-errors')).toMatchObject({ code: 1, stdout: expect.stringContaining('! vault-token: ') });
  });

  it('of several manifests is refused', async () => {
    expect(await replay('hostos-fresh', 'hostos-upgrade')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('only one HostOS manifest'),
    });
  });
});
