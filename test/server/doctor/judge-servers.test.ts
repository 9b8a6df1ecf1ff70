import { describe, expect, it } from 'vitest';
import type { FoundServer } from '../../../server/doctor/boot-servers.ts';
import { Machine } from '../../../server/doctor/contract/machine.ts';
import { presence, silence, stopped } from '../../../server/doctor/judge-servers.ts';
import { layOut } from '../inventory/provider-contract.ts';

const dhcpd: FoundServer = { name: 'dhcpd', serves: ['DHCP'], state: 'running', hasLines: true };
const tftpd: FoundServer = { name: 'in.tftpd', serves: ['TFTP'], state: 'running', hasLines: true };
const dnsmasq: FoundServer = { name: 'dnsmasq', serves: ['DHCP', 'TFTP'], state: 'running', hasLines: true };
const syslog = { type: 'syslog', path: '/var/log/messages', from: 'end' } as const;

describe('which servers there are', () => {
  it.each<[string, FoundServer[], string[]]>([
    ['both', [dhcpd, tftpd], []],
    ['one that does both', [dnsmasq], []],
    ['no TFTP', [dhcpd], ['hint: no TFTP server']],
    ['no DHCP', [tftpd], ['hint: no DHCP server']],
    ['none at all', [], ['broken: no boot server']],
  ])('%s', (_, servers, expected) => {
    const found = presence(servers).map(({ urgency, what }) => `${urgency}: ${what}`);
    expect(found).toEqual(expected.map((begin) => expect.stringMatching(new RegExp(`^${begin}`))));
  });
});

describe('a DHCP server that says nothing', () => {
  const silent = { ...dhcpd, hasLines: false };

  it('is a hint, with where to look', () => {
    expect(silence([silent, tftpd], [syslog])).toEqual([
      { urgency: 'hint', what: expect.stringMatching(/^dhcpd /), mend: "grep -lr 'dhcpd' /var/log; journalctl -t dhcpd -n 3" },
    ]);
  });

  it.each([
    ['it does not run', [{ ...silent, state: 'enabled' as const }], [syslog]],
    ['it serves files only', [{ ...tftpd, hasLines: false }], [syslog]],
    ['the journal is read, which is not looked into', [silent], [{ type: 'journal' as const, from: 'end' as const }]],
  ])('is none when %s', (_, servers, sources) => {
    expect(silence(servers, sources)).toEqual([]);
  });
});

describe('a server that is started at boot and does not run', () => {
  const enabled = { ...dhcpd, state: 'enabled' as const, unit: 'isc-dhcp-server' };
  const booted = { '/run/systemd/system/x': '' };

  it('is told, with how to see why', async () => {
    expect(await stopped([enabled], new Machine(layOut(booted)))).toEqual([
      { urgency: 'quiet', what: expect.stringMatching(/^dhcpd /), mend: 'systemctl status isc-dhcp-server' },
    ]);
  });

  it.each([
    ['may wait for a request', [{ ...tftpd, state: 'enabled' as const, unit: 'tftp' }], booted],
    ['runs', [dhcpd], booted],
    ['is of an image that is not booted', [enabled], {}],
  ])('one that %s is well', async (_, servers, files) => {
    expect(await stopped(servers, new Machine(layOut(files as Record<string, string>)))).toEqual([]);
  });
});
