// A node that xCAT installs (or boots without a disk), whatever its system: its own boot agent, the osimage, the file under /install/autoinst,
// packages, postscripts; and the node's states as xcatd writes them to cluster.log, which are reported under their own names.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { diskBoot, networkBoot, ramdisk } from './network-boot.ts';

export const xcat = {
  name: 'xcat',
  title: 'xCAT',
  documentsOnly: true,
  recognise: [
    '*xcat/osimage/*',
    { tftpFile: 'xcat/*' },
    { tftpFile: 'boot/grub2/grub2-*' },
    { http: '/tftpboot/xcat/*' },
    { http: '/install/autoinst/*' },
    { event: 'xcat/*' },
  ],
  // xcatprobe's own limit for a whole deployment is an hour; no single step takes longer.
  failAfterSeconds: 3600,
  stages: [
    ...networkBoot.map((stage) =>
      stage.name === 'TFTP_RRQ'
        ? {
            ...stage,
            seen: [
              ...stage.seen,
              { http: '/tftpboot/xcat/xnba/nodes/*' },
              { http: '/tftpboot/xcat/xnba/nets/*' },
              { tftpFile: '*xcat/xnba/nodes/*' },
              { tftpFile: '*boot/grub2/grub2-*' },
            ],
            hint: 'Is the node set to an osimage (lsdef -i provmethod,currchain), and has nodeset written its boot configuration?',
            checks: [{ ask: 'What is the node set to?', command: 'lsdef {host} -i provmethod,currchain,currstate,netboot' }],
          }
        : stage,
    ),
    ramdisk(300, 'Does the installer reach this node’s xcatmaster? Look at its console with rcons.'),
    { name: 'Rootimg_Sent', group: 'profile', title: 'root image', optional: true, limitSeconds: 600, seen: [{ http: '*rootimg*' }] },
    {
      name: 'Autoinst_Sent',
      group: 'profile',
      title: 'autoinst file',
      limitSeconds: 600,
      seen: [{ http: '/install/autoinst/*' }],
      hint: 'Is there a file named after this node in /install/autoinst? nodeset writes it.',
      checks: [
        { ask: 'Is it there?', command: 'ls -l /install/autoinst/{host}' },
        { ask: 'What did it request from the web server?', command: 'grep -h "^{ip} " /var/log/httpd/access_log | tail -5' },
      ],
    },
    { name: 'Node_Installing', aliases: ['installing'], group: 'installer', title: 'state installing', optional: true },
    {
      name: 'Packages_Started',
      group: 'installer',
      title: 'first package',
      optional: true,
      role: 'inside',
      limitSeconds: 2400,
      seen: [{ http: '*/Packages/*.rpm' }, { http: '*/suse/*.rpm' }, { http: '*.deb' }],
      hint: 'Does the osimage’s pkgdir hold the packages? Look at the installer with rcons.',
    },
    {
      name: 'Postscripts_Sent',
      group: 'installer',
      title: 'postscripts',
      role: 'inside',
      limitSeconds: 1200,
      seen: [{ http: '/install/postscripts/*' }, { event: 'xcat/postscript/*', phase: 'start' }],
      hint: 'Do packages still install? Then: does a postscript hang? /var/log/xcat/xcat.log on the node says which.',
      checks: [{ ask: 'What does the node report?', command: 'grep {host} /var/log/xcat/computes.log | tail -10' }],
    },
    {
      name: 'Node_Booting',
      aliases: ['booting', 'netbooting'],
      group: 'reboot',
      title: 'state booting',
      optional: true,
      limitSeconds: 900,
      role: 'handover',
      hint: 'Does the installed system boot? Look at its console with rcons.',
    },
    { name: 'Node_Postbooting', aliases: ['postbooting'], group: 'reboot', title: 'postbootscripts', optional: true, limitSeconds: 900 },
    ...diskBoot(900).map((stage) =>
      stage.name === 'Reboot_Okay'
        ? {
            ...stage,
            aliases: [...stage.aliases, 'booted', 'alive'],
            checks: [{ ask: 'What does xCAT know about it?', command: 'lsdef {host} -i status,statustime,appstatus' }, ...stage.checks],
          }
        : stage,
    ),
  ],
} satisfies WorkflowFile;
