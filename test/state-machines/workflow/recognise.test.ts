import { describe, expect, it } from 'vitest';
import { fileRole, recognise, type BootFiles } from '../../../state-machines/workflow/recognise.ts';
import type { InstallerEvent, Observation, Sight } from '../../../state-machines/vocabulary.ts';
import { parseWorkflow } from '../../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { workflowCalled } from '../track/play-track.ts';

const declared: BootFiles = {
  installKernel: 'vmlinuz-sles-12-sp3-x86_64',
  installRamdisk: 'initrd-sles-12-sp3-x86_64',
  osKernel: 'com32 chain.c32',
};
const line = 'the line';
const observed = (sight: Sight): Observation => ({
  sight,
  who: { ip: '10.1.1.101' },
  observedAtMs: 0,
  receivedAtMs: 0,
  evidence: { source: 'messages', line: 1, offset: 0, text: line },
});

/** `STAGE`, `STAGE! message`, `boot-loader` or `nothing`. */
function told(sight: Sight, workflow = 'stacki-sles-12', files = declared): string {
  const recognised = recognise(workflowCalled(workflow), files, observed(sight));
  if (recognised === undefined) return 'nothing';
  if (recognised === 'boot-loader') return recognised;
  const { stage, error, message } = recognised;
  return `${stage.name}${error ? '!' : ''}${message === null ? '' : ` ${message}`}`;
}

describe('DHCP', () => {
  it.each([
    ['DISCOVER', null, 'DHCPDISCOVER'],
    ['DISCOVER', 'network 10.1.1.0/24: no free leases', 'DHCPDISCOVER network 10.1.1.0/24: no free leases'],
    ['OFFER', null, 'DHCPOFFER'],
    ['REQUEST', null, 'DHCPREQUEST'],
    ['ACK', null, 'DHCPACK'],
    ['NAK', null, 'DHCPNACK'],
    ['DECLINE', 'not found', 'DHCPDECLINE not found'],
  ] as const)('%s (%s) is %s', (message, note, expected) => {
    expect(told({ kind: 'dhcp', message, note })).toBe(expected);
  });
});

describe('TFTP, of a backend whose files are declared', () => {
  it.each([
    ['vmlinuz-sles-12-sp3-x86_64', null, 'VMLinuz_RRQ_Install'],
    ['/vmlinuz-sles-12-sp3-x86_64', null, 'VMLinuz_RRQ_Install'],
    ['boot/vmlinuz-sles-12-sp3-x86_64', null, 'VMLinuz_RRQ_Install'],
    ['vmlinuz-sles-12-sp3-x86_64', 'File not found', 'VMLinuz_RRQ_Install! vmlinuz-sles-12-sp3-x86_64: File not found'],
    ['vmlinuz', null, 'nothing'],
    ['vmlinuz-sles-12-sp3-x86_64.old', null, 'nothing'],
    ['initrd-sles-12-sp3-x86_64', null, 'Initrd_RRQ'],
    ['initrd', null, 'nothing'],
    ['chain.c32', null, 'Rebooting_HDD'],
    ['./chain.c32', null, 'Rebooting_HDD'],
    ['libcom32.c32', null, 'nothing'],
    ['ldlinux.c32', null, 'nothing'],
    ['vmlinuz filename chain.c32', null, 'nothing'],
    ['../../etc/passwd', 'File not found', 'nothing'],
  ])('%s (%s): %s', (file, error, expected) => {
    expect(told({ kind: 'tftp', file, error })).toBe(expected);
  });
});

// Firmware doubles slashes; web servers, and dnsmasq with tftp-unique-root, have folders in front.
it.each([
  ['images/rocky-9/vmlinuz', 'install-kernel'],
  ['/images/rocky-9/vmlinuz', 'install-kernel'],
  ['/boot//images/rocky-9/vmlinuz', 'install-kernel'],
  ['10.1.1.101/images/rocky-9/vmlinuz', 'install-kernel'],
  ['images/rocky-8/vmlinuz', undefined],
  ['other-images/rocky-9/vmlinuz', undefined],
  ['vmlinuz', undefined],
])('declared with its folders, %s is %s', (file, role) => {
  expect(fileRole(file, { installKernel: '/images/rocky-9/vmlinuz' }, undefined)).toBe(role);
});

describe('the part a boot file plays by its usual name', () => {
  it.each([
    ['pxelinux.0', 'boot-loader'],
    ['lpxelinux.0', 'boot-loader'],
    ['gpxelinux.0', 'boot-loader'],
    ['undionly.kpxe', 'boot-loader'],
    ['ipxe.pxe', 'boot-loader'],
    ['snponly.efi', 'boot-loader'],
    ['shimx64.efi', 'boot-loader'],
    ['EFI/boot/grubx64.efi', 'boot-loader'],
    ['grubx64.efi.signed', 'boot-loader'],
    ['revocations.efix', undefined],
    ['pxelinux.cfg/0A010165', 'boot-config'],
    ['pxelinux.cfg/0a010165', 'boot-config'],
    ['pxelinux.cfg/0A010166', undefined],
    ['pxelinux.cfg/0A0101', 'boot-config'],
    ['pxelinux.cfg/01-52-54-00-aa-00-10', 'boot-config'],
    ['pxelinux.cfg/b8945908-d6a6-41a9-611d-74a6ab80b83d', 'boot-config'],
    ['pxelinux.cfg/default', 'boot-config'],
    ['/tftpboot/pxelinux.cfg/default', 'boot-config'],
    ['pxelinux.cfg/', undefined],
    ['grub.cfg', 'boot-config'],
    ['/grub/grub.cfg-10.1.1.101', 'boot-config'],
    ['grub.cfg-01-52-54-00-aa-00-10', 'boot-config'],
    ['boot.ipxe', 'boot-config'],
    ['/grub/x86_64-efi/command.lst', undefined],
    ['vmlinuz', 'install-kernel'],
    ['vmlinux', 'install-kernel'],
    ['bzImage', 'install-kernel'],
    ['linux', 'install-kernel'],
    ['linux-headers', 'install-kernel'],
    ['linuxrc', undefined],
    ['initrd.img', 'install-ramdisk'],
    ['initramfs-5.14', 'install-ramdisk'],
    ['chain.c32', 'os-kernel'],
    ['menu.c32', undefined],
    ['', undefined],
  ])('%s: %s', (file, expected) => {
    expect(fileRole(file, {}, '10.1.1.101')).toBe(expected);
  });

  it.each([undefined, 'fd00:1::66'])("any address's configuration may be that of %s, which has no such name", (ip) => {
    expect(fileRole('pxelinux.cfg/0A010166', {}, ip)).toBe('boot-config');
  });

  it('a configuration that is not there is no error, nor is a loader', () => {
    expect(told({ kind: 'tftp', file: 'pxelinux.cfg/01-52-54-00-aa-00-10', error: 'File not found' })).toBe('nothing');
    expect(told({ kind: 'tftp', file: 'PXELINUX.0', error: 'File not found' })).toBe('nothing');
    expect(told({ kind: 'tftp', file: 'pxelinux.0', error: null })).toBe('boot-loader');
  });
});

describe('HTTP', () => {
  const images = '/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64';
  it.each([
    [`${images}/config`, '', 200, 'Config_Sent'],
    [`${images}/common`, '', 206, 'Common_Sent'],
    [`${images}/root`, '', 304, 'Root_Sent'],
    [`${images}/cracklib-dict-full.rpm`, '', 200, 'Cracklib_Dict_Sent'],
    [`${images}/bind`, '', 200, 'Bind_Sent'],
    [`${images}/sles-stacki.img`, '', 200, 'SLES_Img_Sent'],
    [`${images}/config`, '', 301, 'nothing'],
    [`${images}/config`, '', 404, `Config_Sent! ${line}`],
    [`${images}/config/`, '', 200, 'nothing'],
    [`${images}/nosuchfile`, '', 404, 'nothing'],
    ['/install/sbin/profile.cgi', 'os=sles&arch=x86_64&np=4', 200, 'Profile_XML_Sent'],
    ['/install/sbin/profile.cgi', 'os=sles&arch=x86_64&np=4', 500, `Profile_XML_Sent! ${line}`],
    ['/elsewhere/profile.cgi', '', 200, 'nothing'],
    ['/install/sbin/public/setDbPartitions.cgi', '', 200, 'Set_DB_Partitions'],
    ['/install/sbin/public/setPxeboot.cgi', 'params={"action":"os"}', 200, 'Set_Bootaction_OS'],
    ['/install/sbin/public/setPxeboot.cgi', '', 200, 'Set_Bootaction_OS'],
    ['/install/sbin/public/setPxeboot.cgi', 'params={"action":"install"}', 200, 'nothing'],
    ['/install/sbin/public/setPxeboot.cgi', 'params={"action":"os"}', 503, `Set_Bootaction_OS! ${line}`],
  ])('%s?%s with %i: %s', (path, query, status, expected) => {
    expect(told({ kind: 'http', path, query, status })).toBe(expected);
  });

  it('has no images on Red Hat', () => {
    expect(told({ kind: 'http', path: `${images}/config`, query: '', status: 200 }, 'stacki-redhat-7')).toBe('nothing');
  });
});

describe('the health channel', () => {
  it.each<[string, Sight, string]>([
    ['a stage', { kind: 'report', stage: 'SSH_Open', error: false, message: null }, 'SSH_Open'],
    [
      'a stage by its other name',
      { kind: 'report', stage: 'Install_Stalled', error: false, message: 'y2log' },
      'Installation_Stalled y2log',
    ],
    ['an error', { kind: 'report', stage: 'SSH_Open', error: true, message: 'closed' }, 'SSH_Open! closed'],
    ['an unknown stage', { kind: 'report', stage: 'Coffee_Made', error: false, message: null }, 'nothing'],
    ['a stage that is seen elsewhere too', { kind: 'report', stage: 'Config_Sent', error: false, message: null }, 'Config_Sent'],
    ['a heartbeat', { kind: 'heartbeat', ok: true, text: 'online, ssh up' }, 'Reboot_Okay'],
    ['an unwell heartbeat', { kind: 'heartbeat', ok: false, text: 'online, ssh down' }, 'Reboot_Okay! online, ssh down'],
    ['a text', { kind: 'text', text: 'install profile' }, 'nothing'],
  ])('%s', (_, sight, expected) => {
    expect(told(sight)).toBe(expected);
  });
});

const event = (name: string, more: Partial<InstallerEvent> = {}): InstallerEvent => ({
  kind: 'event',
  name,
  phase: 'start',
  error: false,
  part: null,
  text: 'words',
  ...more,
});

describe('an event of an installer', () => {
  const workflow = parseWorkflow(
    {
      name: 'events',
      extends: 'stacki-sles-12',
      stages: [
        { name: 'DISKS', after: 'SSH_Open', group: 'installer', optional: true, seen: [{ event: '*/stage-partitioning' }] },
        { name: 'COPIED', after: 'DISKS', group: 'installer', optional: true, seen: [{ event: 'copy', phase: 'finish', text: '*100%*' }] },
      ],
    },
    builtInWorkflows,
  );
  const toldOf = (sight: InstallerEvent): string => {
    const recognised = recognise(workflow, {}, observed(sight));
    if (typeof recognised !== 'object') return 'nothing';
    return `${recognised.whole ? 'all' : recognised.stage.name}${recognised.error ? `! ${recognised.message}` : ''}`;
  };

  it.each<[string, InstallerEvent, string]>([
    ['that a rule names begins its stage', event('cmd-install/stage-partitioning'), 'DISKS'],
    ['that a rule names and that ends well is the same stage', event('cmd-install/stage-partitioning', { phase: 'finish' }), 'DISKS'],
    ['that a rule names fails it', event('cmd-install/stage-partitioning', { phase: 'finish', error: true }), 'DISKS! words'],
    ['of another phase than the rule’s', event('copy', { text: 'now 100% done' }), 'nothing'],
    ['of other words than the rule’s', event('copy', { phase: 'finish' }), 'nothing'],
    ['of the rule’s phase and words', event('copy', { phase: 'finish', text: 'now 100% done' }), 'COPIED'],
    ['that a stage is called after', event('fai/SSH_Open'), 'SSH_Open'],
    ['that a stage is called after in other words', event('fai/Install_Stalled'), 'Installation_Stalled'],
    ['that nothing names, by its part', event('foreman/built', { part: 'handover' }), 'Set_Bootaction_OS'],
    ['that nothing names, of the whole', event('foreman/failed', { part: 'install', error: true }), 'all! words'],
    ['that a rule names, of the whole', event('x/stage-partitioning', { part: 'install', error: true }), 'DISKS! words'],
    ['that nothing names, at the end', event('xcat/booted', { part: 'end' }), 'Reboot_Okay'],
    ['that nothing names, without a part', event('cobbler/start'), 'nothing'],
    ['of Stacki’s install hash', event('smq/installhash', { phase: 'note' }), 'Install_Hash'],
  ])('%s', (_, sight, expected) => {
    expect(toldOf(sight)).toBe(expected);
  });

  it('is the end when our own probe says so', () => {
    expect(told({ kind: 'probe', port: 22 })).toBe('Reboot_Okay');
  });
});
