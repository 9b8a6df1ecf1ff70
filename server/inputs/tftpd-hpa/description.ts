// tftpd-hpa, whose daemon is called in.tftpd.
import { tagged } from '../contract/boot-server-tag.ts';
import type { PlugIn } from '../contract/plug-in.ts';
import { checkTftpd } from './doctor.ts';
import { createTftpdReader } from './in-tftpd.ts';

export const tftpdHpa = {
  name: 'tftpd-hpa',
  page: 'boot-servers/tftpd-hpa.md',
  logging: { title: 'tftpd-hpa', enable: '`-v -v`', notShown: 'whether a file arrived' },
  programs: () => {
    const tftpd = createTftpdReader();
    return { 'in.tftpd': tftpd, tftpd };
  },
  servers: [
    {
      name: 'in.tftpd',
      serves: ['TFTP'],
      processes: ['in.tftpd'],
      units: ['tftpd-hpa', 'tftp', 'tftpd'],
      tag: tagged('in\\.tftpd'),
    },
  ],
  check: checkTftpd,
} satisfies PlugIn;
