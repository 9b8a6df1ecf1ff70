// Debian (and older Ubuntu) by debian-installer with a preseed file: netboot kernel, the file, the mirror's index of installer components, those
// components, then packages.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { diskBoot, networkBoot, ramdisk } from './network-boot.ts';

export const debianPreseed = {
  name: 'debian-preseed',
  title: 'Debian preseed',
  documentsOnly: true,
  recognise: [
    '*debian*',
    { http: 'preseed.cfg' },
    { http: '*.preseed' },
    { http: '*.seed' },
    { http: '*/debian-installer/binary-*' },
    { event: 'debian-installer/*' },
  ],
  // debian-installer waits for an answer for ever when it has a question.
  failAfterSeconds: 5400,
  stages: [
    ...networkBoot,
    // netcfg waits up to a minute for its link and for DHCP.
    ramdisk(300, 'Does the kernel command line name url= and auto=true priority=critical? Without these it stands at its first question.'),
    {
      name: 'Preseed_Sent',
      group: 'profile',
      title: 'preseed file',
      limitSeconds: 300,
      seen: [{ http: 'preseed.cfg' }, { http: '*.preseed' }, { http: '*.seed' }],
      hint: 'Does url= name a file that the web server serves? Did the installer get an address?',
      checks: [
        { ask: 'Is the file valid?', command: 'debconf-set-selections --checkonly preseed.cfg' },
        { ask: 'What did it request from the web server?', command: 'grep -h "{ip} " /var/log/apache2/access.log | tail -5' },
      ],
    },
    {
      name: 'Mirror_Sent',
      group: 'profile',
      title: 'installer components listed',
      limitSeconds: 300,
      seen: [{ http: '*/debian-installer/binary-*' }],
      hint: 'Is the mirror in the preseed file reachable, and does its release match the kernel? A newer kernel than the booted one stops the install here.',
      checks: [{ ask: 'Does the mirror answer?', command: 'curl -sI http://deb.debian.org/debian/dists/stable/Release' }],
    },
    {
      name: 'Udebs_Started',
      group: 'installer',
      title: 'installer components',
      // Components, clock, disks: a question about the disks waits here for ever.
      limitSeconds: 600,
      seen: [{ http: '*.udeb' }],
      hint: 'Does the installer ask about disks that the preseed file does not configure? Look at its console; Alt-F4 shows its log.',
    },
    {
      name: 'Storage_Ready',
      aliases: ['Partition_File_Present', 'Partition_XML_Present'],
      group: 'installer',
      title: 'partitions',
      optional: true,
      // The menu's next item: the base system goes onto them.
      seen: [{ event: 'debian-installer/bootstrap-base', phase: 'start' }],
    },
    {
      name: 'Packages_Started',
      group: 'installer',
      title: 'first package',
      role: 'inside',
      // The base system and the tasks; nothing but more packages is seen until the end.
      limitSeconds: 2400,
      seen: [{ http: '*.deb' }],
      hint: 'Does the installer ask about disks that the preseed file does not configure? Look at its console; Alt-F4 shows its log.',
    },
    { name: 'Late_Command', group: 'installer', title: 'late_command', optional: true },
    {
      name: 'Install_Done',
      group: 'reboot',
      title: 'install done',
      optional: true,
      // A server's firmware alone takes five minutes.
      limitSeconds: 900,
      role: 'handover',
      seen: [{ event: 'debian-installer/finish-install', phase: 'start' }],
      hint: 'Let preseed/late_command report this stage, to confirm that the machine will boot from its disk.',
    },
    ...diskBoot(900),
  ],
} satisfies WorkflowFile;
