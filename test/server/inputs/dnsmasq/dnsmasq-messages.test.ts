import { describe, expect, it } from 'vitest';
import { readDnsmasqDhcpMessage } from '../../../../server/inputs/dnsmasq/dnsmasq-dhcp.ts';
import { createDnsmasqTftpReader } from '../../../../server/inputs/dnsmasq/dnsmasq-tftp.ts';

const mac = '52:54:00:aa:00:10';
const ip = '10.1.1.101';

describe('a message of the exchange', () => {
  it.each([
    ['DHCPDISCOVER(eth0) 52:54:00:aa:00:10 ', 'DISCOVER', null],
    ['DHCPDISCOVER(eth0) 192.168.99.7 52:54:00:AA:00:10 ', 'DISCOVER', null],
    ['DHCPDISCOVER(eth0) 52:54:00:aa:00:10 no address available', 'DISCOVER', 'no address available'],
    ['DHCPOFFER(eth0) 10.1.1.101 52:54:00:aa:00:10 ', 'OFFER', null],
    ['2227206780 DHCPREQUEST(eth0) 10.1.1.101 52:54:00:aa:00:10 ', 'REQUEST', null],
    ['DHCPNAK(eth0) 192.168.99.7 52:54:00:aa:00:10 wrong network', 'NAK', 'wrong network'],
    ['DHCPDECLINE(eth0) 10.1.1.209 52:54:00:aa:00:10 ', 'DECLINE', null],
    ['DHCPSOLICIT(eth0) 00:03:00:01:52:54:00:aa:00:10 ', 'DISCOVER', null],
    ['DHCPADVERTISE(eth0) fd00:1::66 00:01:00:01:32:93:ab:f1:52:54:00:aa:00:10 backend-0-0', 'OFFER', null],
  ] as const)('%s', (text, message, note) => {
    expect(readDnsmasqDhcpMessage(text)).toEqual({ sight: { kind: 'dhcp', message, note }, who: { mac } });
  });

  it.each([
    ['DHCPACK(eth0) 10.1.1.101 52:54:00:aa:00:10 ', ip, null],
    ['3545384800 DHCPACK(eth0) 10.1.1.101 52:54:00:aa:00:10 Backend-0-0', ip, 'backend-0-0'],
    ['DHCPREPLY(eth0) fd00:1::66 00:03:00:01:52:54:00:aa:00:10 backend-0-0', 'fd00:1::66', 'backend-0-0'],
  ])('%s gives a lease', (text, address, host) => {
    expect(readDnsmasqDhcpMessage(text)).toEqual({
      sight: { kind: 'dhcp', message: 'ACK', note: null },
      who: { mac, ip: address },
      lease: { ip: address, host },
    });
  });
});

describe('DHCP that is nothing of ours', () => {
  it.each([
    '3545384800 vendor class: PXEClient:Arch:00000:UNDI:002001',
    '1084603260 client provides name: visitor',
    '1084603260 client provides name: DHCPACK(eth0) 10.1.1.102 52:54:00:aa:00:11 x',
    '3545384800 sent size: 13 option: 66 tftp-server  frontend-0-0',
    '3545384800 tags: known, eth0',
    'DHCP, IP range 10.1.1.200 -- 10.1.1.220, lease time 20m',
    'DHCPRELEASE(eth0) 10.1.1.101 52:54:00:aa:00:10 ',
    'DHCPINFORM(eth0) 10.1.1.101 52:54:00:aa:00:10 ',
    'DHCPSOLICIT(eth0) 00:04:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00 ',
    'DHCPREPLY(eth0) 00:03:00:01:52:54:00:aa:00:10 success',
    'not using configured address 10.1.1.101 because it is leased to 52:54:00:dd:00:01',
    'read /etc/ethers - 0 addresses',
  ])('%j', (text) => {
    expect(readDnsmasqDhcpMessage(text)).toBe('irrelevant');
  });

  it.each(['DHCPOFFER(eth0) 10.1.1.101 52:54:00', 'DHCPACK(eth0)', 'DHCPACK(eth0) 52:54:00:aa:0', 'DHCPNAK(eth0) 52:54:00:aa:00:10 wrong'])(
    'odd: %j',
    (text) => expect(readDnsmasqDhcpMessage(text)).toBe('odd'),
  );
});

describe('TFTP', () => {
  const folder = '/srv/lab/run/06a-dnsmasq/tftpboot';
  const forged = 'xNov 21 00:00:00 frontend-0-0 dhcpd[1]: DHCPACK on 10.1.1.102 to 52:54:00:aa:00:11 via eth0';

  it.each([
    [`sent ${folder}/pxelinux.0 to ${ip}`, 'pxelinux.0', null],
    [`sent ${folder}/./pxelinux.0 to ${ip}`, './pxelinux.0', null],
    [`sent /var/lib/tftpboot/images/rocky-9/vmlinuz to ${ip}`, 'images/rocky-9/vmlinuz', null],
    [`sent /srv/tftp/pxelinux.0 to ${ip}`, 'pxelinux.0', null],
    [`sent /srv/pxelinux.0 to ${ip}`, '/srv/pxelinux.0', null],
    [`sent ${folder}/x to 10.1.1.102 to ${ip}`, 'x to 10.1.1.102', null],
    [`file ${folder}/pxelinux.cfg/01-52-54-00-aa-00-10 not found for ${ip}`, 'pxelinux.cfg/01-52-54-00-aa-00-10', 'File not found'],
    [`file ${folder}/${forged} not found for ${ip}`, forged, 'File not found'],
    [`file ${folder}/x not found for 10.1.1.102 not found for ${ip}`, 'x not found for 10.1.1.102', 'File not found'],
    [`failed sending ${folder}/initrd to ${ip}`, 'initrd', 'the transfer was broken off'],
  ])('%s', (text, file, error) => {
    expect(createDnsmasqTftpReader()(text)).toEqual({ sight: { kind: 'tftp', file, error }, who: { ip } });
  });

  it.each([
    'cannot access /srv/tftp/../../etc/passwd: Permission denied',
    'cannot read /srv/tftp/pxelinux.cfg/: Is a directory',
    `unsupported request from ${ip}`,
    'TFTP root is /srv/tftp  ',
    `error 0 TFTP Aborted received from ${ip}`,
  ])('says nothing of a file and its client: %j', (text) => {
    expect(createDnsmasqTftpReader()(text)).toBe('irrelevant');
  });

  it.each([`sent pxelinux.0 to ${ip}`, 'sent /srv/tftp/pxelinux.0 to ', 'file /srv/tftp/x not found', 'failed sending'])(
    'odd: %j',
    (text) => {
      expect(createDnsmasqTftpReader()(text)).toBe(text === 'failed sending' ? 'irrelevant' : 'odd');
    },
  );

  it('takes away the root that dnsmasq told at its start', () => {
    const read = createDnsmasqTftpReader();
    read('TFTP root is /export/boot  ');
    expect(read(`sent /export/boot/grub/grub.cfg to ${ip}`)).toMatchObject({ sight: { file: 'grub/grub.cfg' } });
  });

  it('a client that breaks off has only asked for the size', () => {
    const read = createDnsmasqTftpReader();
    const failed = `failed sending ${folder}/shimx64.efi to ${ip}`;
    read(`error 8 User aborted the transfer received from ${ip}`);
    expect(read(failed)).toMatchObject({ sight: { file: 'shimx64.efi', error: null } });
    expect(read(failed)).toMatchObject({ sight: { error: 'the transfer was broken off' } });
    read('error 8 User aborted the transfer received from 10.1.1.102');
    expect(read(failed)).toMatchObject({ sight: { error: 'the transfer was broken off' } });
  });
});
