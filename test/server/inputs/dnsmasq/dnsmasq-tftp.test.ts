import { describe, expect, it } from 'vitest';
import { createDnsmasqTftpReader } from '../../../../server/inputs/dnsmasq/dnsmasq-tftp.ts';

const ip = '10.1.1.101';

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
      expect(createDnsmasqTftpReader()(text)).toBe(text === 'failed sending' ? 'irrelevant' : 'unparsed');
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
