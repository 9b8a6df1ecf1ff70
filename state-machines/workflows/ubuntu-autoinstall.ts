// Ubuntu Server 20.04 and later by its live installer: casper fetches the ISO image, cloud-init meta-data, user-data and (often missing, which
// is no error) vendor-data from a nocloud source, and Subiquity installs. From there on it says what it does by its reports only.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { diskBoot, networkBoot, ramdisk } from './network-boot.ts';

export const ubuntuAutoinstall = {
  name: 'ubuntu-autoinstall',
  title: 'Ubuntu autoinstall',
  documentsOnly: true,
  recognise: [
    '*ubuntu*',
    '*casper*',
    { http: '*-live-server-*.iso' },
    { http: '*/casper/*.squashfs' },
    { http: 'user-data' },
    { event: 'subiquity/*' },
  ],
  // The image comes from the local network; an hour and a half without a word is an end.
  failAfterSeconds: 5400,
  stages: [
    ...networkBoot,
    ramdisk(
      180,
      'Does the kernel command line have ip=dhcp and url= with the ISO image? casper shows on the console what it cannot fetch.',
    ),
    {
      name: 'Live_ISO_Sent',
      group: 'profile',
      title: 'live image',
      optional: true,
      // 2 to 4 GB into memory over 1 Gbit/s, then systemd and snapd start.
      limitSeconds: 600,
      seen: [{ http: '*.iso' }, { http: '*/casper/*.squashfs' }],
      hint: 'Does url= name an image that the web server serves? Does the machine have enough memory for it (the image plus 2 GB)?',
      checks: [{ ask: 'What did it request from the web server?', command: 'grep -h "{ip} " /var/log/apache2/access.log | tail -5' }],
    },
    { name: 'Meta_Data_Sent', group: 'profile', title: 'meta-data', optional: true, limitSeconds: 120, seen: [{ http: 'meta-data' }] },
    {
      name: 'User_Data_Sent',
      group: 'profile',
      title: 'user-data',
      // The whole install, of which nothing more need be seen: Ubuntu's packages come from the image.
      limitSeconds: 2400,
      seen: [{ http: 'user-data' }],
      hint: 'Does ds=nocloud;s= (with quotes in GRUB, and a slash at its end) name a folder with user-data and meta-data?',
      checks: [
        { ask: 'Is it valid?', command: 'cloud-init schema --config-file user-data' },
        { ask: 'What did it request from the web server?', command: 'grep -h "{ip} " /var/log/apache2/access.log | tail -5' },
      ],
    },
    { name: 'Early_Commands', group: 'installer', title: 'early-commands', optional: true },
    { name: 'SSH_Open', group: 'installer', title: 'ssh of the installer', optional: true },
    {
      name: 'Storage_Ready',
      aliases: ['Partition_File_Present', 'Partition_XML_Present'],
      group: 'installer',
      title: 'partitions',
      optional: true,
      seen: [{ event: '*cmd-install/stage-partitioning', phase: 'finish' }],
      hint: 'Does the storage section of user-data fit the disks? The installer’s log lists the disks that it found.',
    },
    {
      name: 'Extract_Started',
      group: 'installer',
      title: 'image copied',
      optional: true,
      seen: [{ event: '*cmd-install/stage-extract', phase: 'start' }],
    },
    {
      name: 'Kernel_Installed',
      group: 'installer',
      title: 'kernel and boot loader',
      optional: true,
      seen: [{ event: '*cmd-install/stage-curthooks', phase: 'finish' }],
    },
    {
      name: 'Packages_Started',
      group: 'installer',
      title: 'first package',
      optional: true,
      role: 'inside',
      seen: [{ http: '*/pool/*.deb' }],
    },
    { name: 'Late_Commands', group: 'installer', title: 'late-commands', optional: true, seen: [{ event: 'subiquity/Late/*' }] },
    {
      name: 'Install_Done',
      group: 'reboot',
      title: 'install done',
      optional: true,
      // A server's firmware alone takes five minutes.
      limitSeconds: 900,
      role: 'handover',
      hint: 'Let the last of late-commands report this stage, to confirm that the machine will boot from its disk.',
      checks: [
        { ask: 'What does Subiquity report?', command: 'ssh installer@{ip} tail -20 /var/log/installer/subiquity-server-debug.log' },
      ],
    },
    ...diskBoot(900),
  ],
} satisfies WorkflowFile;
