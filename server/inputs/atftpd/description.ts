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
    enable: '`--verbose=6`',
    notShown: 'whether a file arrived; which machine was refused if two request the same missing file at once',
  },
  programs: () => ({ atftpd: createAtftpdReader() }),
  logNames: { names: ['atftpd.log'] },
  usualSources: [usualLog('log', '/var/log/atftpd.log')],
  servers: [{ name: 'atftpd', serves: ['TFTP'], processes: ['atftpd'], units: ['atftpd'], tag: tagged('atftpd') }],
  check: checkAtftpd,
} satisfies PlugIn;
