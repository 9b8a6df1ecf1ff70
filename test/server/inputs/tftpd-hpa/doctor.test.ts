import { describe, expect, it } from 'vitest';
import { checkTftpd } from '../../../../server/inputs/tftpd-hpa/doctor.ts';
import { Machine } from '../../../../server/doctor/contract/machine.ts';
import { commandLine } from '../../doctor/frontend.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const findingsOf = async (files: Record<string, string>) => (await checkTftpd(new Machine(layOut(files)))).findings;
const inTftpd = (...args: string[]) => ({ '/proc/7/cmdline': commandLine('/usr/sbin/in.tftpd', ...args) });
const debian = (options: string) => ({ '/etc/default/tftpd-hpa': `TFTP_OPTIONS="${options}"\n` });
const enabled = { '/etc/systemd/system/multi-user.target.wants/tftpd-hpa.service': '' };

describe('in.tftpd', () => {
  it.each([
    ['runs with -v', inTftpd('--listen', '-v')],
    ['runs with -lvs', inTftpd('-lvs', '/srv/tftp')],
    ['runs with --verbose', inTftpd('--verbose', '/srv/tftp')],
    ['runs with -v, whatever its file says', { ...inTftpd('-v'), ...debian('--secure') }],
    ['is started with -v', { ...enabled, ...debian('-v --secure') }],
    ['is not started', debian('--secure')],
    ['is disabled in xinetd', { '/etc/xinetd.d/tftp': 'service tftp\n{\n  disable = yes\n  server_args = -s /srv/tftp\n}\n' }],
    ['is not there', {}],
  ])('that %s is well', async (_, files) => {
    expect(await findingsOf(files)).toEqual([]);
  });

  it.each([
    [
      'runs without -v',
      { ...inTftpd('--listen'), ...debian('--secure') },
      'runs',
      /^sed -i .* \/etc\/default\/tftpd-hpa && systemctl restart tftpd-hpa$/,
    ],
    ['runs with older options than its file has', { ...inTftpd('--listen'), ...debian('-v') }, 'runs', /^restart it with the option -v$/],
    ['has a path with a v among its options', { ...inTftpd('--secure', '/srv/very-verbose') }, 'runs', /^restart it with the option -v$/],
    ['is started without -v', { ...enabled, ...debian('--secure') }, 'is configured in /etc/default/tftpd-hpa', /restart tftpd-hpa$/],
    [
      'is xinetd’s',
      { '/etc/xinetd.d/tftp': 'service tftp\n{\n  server_args = -s /srv/tftp\n}\n' },
      'is configured in /etc/xinetd.d/tftp',
      /restart xinetd$/,
    ],
    [
      'is a unit of its own',
      {
        '/etc/systemd/system/sockets.target.wants/tftp.socket': '',
        '/usr/lib/systemd/system/tftp.service': 'ExecStart=/usr/sbin/in.tftpd -s /srv/tftp\n',
      },
      'is configured in /usr/lib/systemd/system/tftp.service',
      /^systemctl edit --full tftp\.service/,
    ],
  ])('that %s', async (_, files, how, mend) => {
    const what = `in.tftpd ${how} without -v: its log does not name the files that machines request`;
    expect(await findingsOf(files as Record<string, string>)).toEqual([{ urgency: 'broken', what, mend: expect.stringMatching(mend) }]);
  });
});
