// Errors of HostOS's own troubleshooting chapter.
import { describe, expect, it } from 'vitest';
import { explainError, explainReported, isZPlatform } from '../../../../server/inputs/hostos/errors.ts';

function explained(text: string, next?: 'kernel-patch', isZ = false) {
  return explainError(text, { next, isZ });
}

describe('a known error', () => {
  it.for([
    ['unable to morph node personality to master from compute', 'personality-morph', /NODE_TYPES in \/etc\/genesis\/network\.conf/],
    ['Failure getting nodetype from get_node_type()', 'nodetype', /MAC addresses/],
    ['vault: 403 permission denied', 'vault-token', /vault access token/],
    ['expired vault access token', 'vault-token', /vault access token/],
    ['The following packages have unmet dependencies:', 'package-dependency', /removed or upgraded manually/],
    ['insmod: could not insert module livepatch.ko: Device or resource busy', 'kernel-patch-busy', /kernel_patch_failure/],
    ['ipmitool: connection to the BMC timed out', 'bmc-connection', /platform inventory/],
  ] as const)('%s', ([text, rule, remedy]) => {
    expect(explained(text)?.finding).toMatchObject({ rule, remedy: expect.stringMatching(remedy), text: expect.stringContaining(text) });
  });

  it('is the kernel patch’s where that is what comes next', () => {
    const umount = 'umount: /mnt: Device or resource busy';
    expect(explained(umount)).toBeUndefined();
    expect(explained(umount, 'kernel-patch')?.finding.rule).toBe('kernel-patch-busy');
  });

  it('of a z machine is redirected', () => {
    expect(explained('ipmitool: connection to the BMC timed out', undefined, true)?.finding).toMatchObject({
      rule: 'z-platform',
      remedy: 'Redirect it to the Z team.',
    });
  });

  it.each(['config release is complete', 'vault secrets are read', 'the BMC answers', 'node personality is compute'])(
    'is none: %s',
    (text) => {
      expect(explained(text)).toBeUndefined();
    },
  );
});

describe('an error that a node itself reports', () => {
  const event = { kind: 'event', phase: 'finish', error: true, part: null, attempt: undefined } as const;
  const report = (name: string, text: string, error = true) => {
    const { attempt: _, ...rest } = event;
    return explainReported({ ...rest, name, text, error });
  };

  it.each([
    ['hostos/config', 'vault: 403 permission denied', 'vault-token'],
    ['hostos-upgrade/kernel-patch', 'Device or resource busy', 'kernel-patch-busy'],
    ['hostos/boot', 'ipmitool: BMC unreachable on s390x', 'z-platform'],
  ])('%s, %s', (name, text, rule) => {
    expect(report(name, text)).toMatchObject({ kind: 'finding', rule });
  });

  it.each([
    ['of another deployer', 'kadeploy3/failed', 'vault: 403 permission denied', true],
    ['that is none', 'hostos/config', 'vault: 403 permission denied', false],
    ['of another kind', 'hostos/config', 'something else', true],
  ])('one %s is not explained', (_, name, text, error) => {
    expect(report(name, text, error)).toBeUndefined();
  });
});

it.each([
  ['an s390x machine', true],
  ['z/s390x', true],
  ['x86_64', false],
  ['as390xb', false],
])('%s: of z %s', (text, expected) => {
  expect(isZPlatform(text)).toBe(expected);
});
