import { expect, it } from 'vitest';
import { findBootServers, isBootServerLine } from '../../../server/doctor/boot-servers.ts';
import { Machine } from '../../../server/doctor/contract/machine.ts';
import { layOut } from '../inventory/provider-contract.ts';
import { commandLine } from './frontend.ts';

async function find(files: Record<string, string>, logs: readonly string[] = []): Promise<string[]> {
  const found = await findBootServers(new Machine(layOut(files)), logs);
  return found.map(({ name, state, hasLines, unit }) => [name, state, hasLines && 'with lines', unit].filter(Boolean).join(', '));
}
const dhcpdLine = 'Nov 21 01:05:17 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0\n';

it.each<[string, Record<string, string>, string[]]>([
  ['runs', { '/proc/7/cmdline': commandLine('/usr/sbin/dhcpd', '-4') }, ['dhcpd, running']],
  ['runs and talks', { '/proc/7/cmdline': commandLine('dhcpd'), '/log': dhcpdLine }, ['dhcpd, running, with lines']],
  ['is started at boot', { '/etc/systemd/system/x.wants/isc-dhcp-server.service': '' }, ['dhcpd, enabled, isc-dhcp-server']],
  ['has left lines', { '/log': dhcpdLine }, ['dhcpd, left logs, with lines']],
  ['is not there', { '/log': 'Nov 21 01:05:17 frontend-0-0 sshd[1]: Accepted publickey for root\n' }, []],
])('a DHCP server that %s', async (_, files, expected) => {
  expect(await find(files, ['/log'])).toEqual(expected);
});

it('a web server is known by the folder of its logs', async () => {
  const log = '/var/log/apache2/access.log';
  expect(await find({ [log]: 'a line\n' }, [log])).toEqual(['apache, left logs, with lines']);
  expect(await find({ [log]: '' }, [log])).toEqual([]);
  expect(await find({ '/srv/access.log': 'a line\n' }, ['/srv/access.log'])).toEqual([]);
});

it.each([
  [dhcpdLine.trim(), true],
  ['Nov 21 01:05:34 frontend-0-0 in.tftpd[145]: RRQ from 10.1.1.101 filename pxelinux.0', true],
  ['Nov 21 01:15:50 frontend-0-0 dnsmasq-dhcp[130]: DHCPDISCOVER(eth0) 52:54:00:aa:00:10 ', true],
  ['2026-11-21 01:21:12.159 INFO  [kea-dhcp4.leases/127.1] DHCP4_LEASE_ALLOC x', true],
  ['Nov 21 01:15:38 frontend-0-0 dhclient[561]: DHCPACK of 10.1.1.202 from 10.1.1.1', false],
  ['Nov 21 01:15:38 frontend-0-0 CRON[561]: (root) CMD (dhcpd)', false],
  ['', false],
])('%s: %s', (line, expected) => {
  expect(isBootServerLine(line)).toBe(expected);
});
