import { expect, it } from 'vitest';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { diskBoot, networkBoot, ramdisk } from '../../../state-machines/workflows/network-boot.ts';

const names = networkBoot.map(({ name }) => name);

it('begins with the DHCP exchange, which proves no install', () => {
  expect(names.slice(0, 4)).toEqual(['DHCPDISCOVER', 'DHCPOFFER', 'DHCPREQUEST', 'DHCPACK']);
  expect(networkBoot.slice(0, 4).map(({ role }) => role)).toEqual(['opening', 'opening', 'opening', 'opening']);
});

it.each(['rhel', 'debian-preseed', 'ubuntu-autoinstall', 'fai', 'cobbler', 'xcat'])('%s goes that way, in that order', (name) => {
  const stages = builtInWorkflows.get(name)?.stages.map((stage) => stage.name) ?? [];
  expect(stages.filter((stage) => names.some((own) => own === stage))).toEqual(names);
});

it('a ramdisk is part of the boot, with the limit that its workflow gives', () => {
  expect(ramdisk(300, 'Does it start?')).toMatchObject({ role: 'boot', limitSeconds: 300, hint: 'Does it start?' });
});

it('ends with the boot from disk, whose limit its workflow gives, and with being online', () => {
  const [disk, online, ...outside] = diskBoot(600);
  expect(disk).toMatchObject({ role: 'disk-boot', limitSeconds: 600 });
  expect(online).toMatchObject({ role: 'end' });
  expect(outside.map(({ role }) => role)).toEqual(['waiting', 'stalled']);
});
