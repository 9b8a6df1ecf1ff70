// atftpd.
import { tagged } from '../contract/boot-server-tag.ts';
import { usualLog, type PlugIn } from '../contract/plug-in.ts';
import { createAtftpdReader } from './atftpd.ts';
import { checkAtftpd } from './doctor.ts';

export const atftpd = {
  name: 'atftpd',
  page: 'boot-servers/atftpd.md',
  logging: {
    title: 'atftpd',
    switchOn: '`--verbose=6`',
    cantShow: 'whether a file arrived; of two machines that ask for one missing file at once, which was refused',
  },
  programs: () => ({ atftpd: createAtftpdReader() }),
  logNames: { names: ['atftpd.log'] },
  usualSources: [usualLog('log', '/var/log/atftpd.log')],
  servers: [{ name: 'atftpd', serves: ['TFTP'], processes: ['atftpd'], units: ['atftpd'], tag: tagged('atftpd') }],
  check: checkAtftpd,
} satisfies PlugIn;
