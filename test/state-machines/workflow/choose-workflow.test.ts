import { describe, expect, it } from 'vitest';
import { chooseWorkflow } from '../../../state-machines/workflow/choose-workflow.ts';
import type { Observation, Sight } from '../../../state-machines/vocabulary.ts';
import { parseWorkflow } from '../../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { workflowCalled } from '../track/play-track.ts';

const seeing = (sight: Sight): Observation => ({
  sight,
  who: { ip: '10.1.1.101' },
  observedAtMs: 0,
  receivedAtMs: 0,
  evidence: { source: 'messages', line: 1, offset: 0, text: '' },
});
const tftp = (file: string): Observation => seeing({ kind: 'tftp', file, error: null });
const http = (path: string, status = 200): Observation => seeing({ kind: 'http', path, query: '', status });
const chosen = (observation: Observation, present = 'stacki-sles-12', told = false): string | undefined =>
  chooseWorkflow(builtInWorkflows, { workflow: workflowCalled(present), told }, observation)?.name;

describe('a file fetched by TFTP', () => {
  it.each([
    ['vmlinuz-sles-12-sp3-x86_64', 'stacki-sles-12'],
    ['vmlinuz-sles12', 'stacki-sles-12'],
    ['vmlinuz-sles-11.4', 'stacki-sles-11'],
    ['vmlinuz-redhat-7.6-x86_64', 'stacki-redhat-7'],
    ['VMLINUZ-CentOS-7', 'stacki-redhat-7'],
    ['vmlinuz-redhat-8.6-x86_64', 'rhel'],
    ['images/rhel9/vmlinuz', 'rhel'],
    ['rhel/10/x86_64/initrd.img', 'rhel'],
    ['images/rhel6-x86_64/vmlinuz', undefined],
    ['rocky-9/vmlinuz', 'rhel'],
    ['images/AlmaLinux-9.3-x86_64/vmlinuz', 'rhel'],
    ['vmlinuz-sles-15', 'sles-15'],
    ['SLE-15-SP5/linux', 'sles-15'],
    ['ubuntu-22.04/vmlinuz', 'ubuntu-autoinstall'],
    ['casper/vmlinuz', 'ubuntu-autoinstall'],
    ['debian-installer/amd64/linux', 'debian-preseed'],
    ['fai/vmlinuz-6.1.0-18-amd64', 'fai'],
    ['xcat/xnba.kpxe', 'xcat'],
    ['/xcat/xnba.kpxe', 'xcat'],
    ['grub/system/52:54:00:aa:00:10', 'cobbler'],
    ['vmlinuz', undefined],
    ['pxelinux.0', undefined],
  ])('%s: %s', (file, expected) => {
    expect(chosen(tftp(file))).toBe(expected);
  });
});

describe('a request over HTTP', () => {
  it.each([
    ['/ks/ks.cfg', 'rhel'],
    ['/install/compute.ks', 'rhel'],
    ['/rocky/9/BaseOS/x86_64/os/images/install.img', 'rhel'],
    ['/rocky/9/images/pxeboot/vmlinuz', 'rhel'],
    ['/rocky/9/Packages/k/kernel-core-5.14.0.rpm', undefined],
    ['/profiles/backend-0-0/autoinst.xml', 'sles-15'],
    ['/autoinstall/user-data', 'ubuntu-autoinstall'],
    ['/autoinstall/vendor-data', undefined],
    ['/iso/ubuntu-22.04.4-live-server-amd64.iso', 'ubuntu-autoinstall'],
    ['/d-i/bookworm/preseed.cfg', 'debian-preseed'],
    ['/debian/pool/main/l/linux-base/linux-base_4.9_all.deb', undefined],
    ['/debian/dists/bookworm/Release', undefined],
    ['/install/autoinst/cn01', 'xcat'],
    ['/cblr/svc/op/ks/system/web01', 'cobbler'],
    ['/cobbler/images/debian-12/linux', 'cobbler'],
    ['/install/sbin/profile.cgi', 'stacki-sles-12'],
    ['/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/config', undefined],
  ])('%s: %s', (path, expected) => {
    expect(chosen(http(path))).toBe(expected);
  });

  it('tells, whatever the answer', () => {
    expect(chosen(http('/ks/ks.cfg', 404))).toBe('rhel');
  });
});

describe('an installer’s own words', () => {
  it.each([
    ['fai/partition', 'fai'],
    ['xcat/powering-on', 'xcat'],
    ['cobbler/start', 'cobbler'],
    ['debian-installer/partman-base', 'debian-preseed'],
    ['subiquity/Install/install', 'ubuntu-autoinstall'],
    ['cmd-install/stage-extract', undefined],
    ['anaconda', undefined],
  ])('%s: %s', (name, expected) => {
    const event = { kind: 'event', name, phase: 'start', error: false, part: null, text: name } as const;
    expect(chosen(seeing(event))).toBe(expected);
  });
});

describe('of a run whose workflow has been told', () => {
  it.each([
    ['rhel', http('/cblr/svc/op/autoinstall/system/web01'), 'cobbler'],
    ['cobbler', http('/ks/ks.cfg'), undefined],
    ['cobbler', http('/cblr/svc/op/nopxe/system/web01'), 'cobbler'],
    ['sles-15', http('/install/sbin/profile.cgi'), 'stacki-sles-12'],
    ['debian-preseed', http('/ks/ks.cfg'), 'rhel'],
    ['rhel', http('/d-i/bookworm/preseed.cfg'), undefined],
  ])('%s', (present, observation, expected) => {
    expect(chosen(observation, present, true)).toBe(expected);
  });
});

it('a site’s own workflow that has the request as a stage keeps its machines', () => {
  const own = parseWorkflow({ name: 'our-ubuntu', extends: 'ubuntu-autoinstall' }, builtInWorkflows);
  const workflows = new Map([...builtInWorkflows, [own.name, own]]);
  expect(chooseWorkflow(workflows, { workflow: own, told: false }, http('/a/user-data'))).toBeUndefined();
  expect(chooseWorkflow(workflows, { workflow: own, told: false }, http('/d-i/preseed.cfg'))?.name).toBe('debian-preseed');
});
