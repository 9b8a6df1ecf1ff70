// SUSE Linux Enterprise 15 (and openSUSE Leap 15) from an AutoYaST profile. linuxrc fetches the parts of the installation system, in the order
// of its /etc/instsys.parts, then YaST the profile, the repositories' indexes and packages. The names are those of Stacki's checklist where
// both have the stage.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { diskBoot, networkBoot, ramdisk } from './network-boot.ts';

export const sles15 = {
  name: 'sles-15',
  title: 'SLES 15',
  documentsOnly: true,
  recognise: [
    '*sles-15*',
    '*sles15*',
    '*sle-15*',
    '*sle15*',
    '*leap-15*',
    '*leap15*',
    '*opensuse*15*',
    { http: 'autoinst.xml' },
    { http: '*autoyast*.xml' },
    { http: '*/autoyast/*' },
  ],
  // YaST asks nothing and fetches something at least every few minutes: two hours are an end.
  failAfterSeconds: 7200,
  stages: [
    ...networkBoot,
    ramdisk(180, 'Does the kernel command line name install=? Has linuxrc found its network card? Its console says what it looks for.'),
    {
      name: 'Config_Sent',
      group: 'profile',
      title: 'list of parts',
      optional: true,
      limitSeconds: 180,
      seen: [{ http: '*/boot/*/config' }],
    },
    { name: 'Common_Sent', group: 'profile', title: 'common part', optional: true, limitSeconds: 180, seen: [{ http: '*/boot/*/common' }] },
    {
      name: 'Root_Sent',
      group: 'profile',
      title: 'root part',
      // The largest of the parts, and YaST starts behind it.
      limitSeconds: 300,
      seen: [{ http: '*/boot/*/root' }],
      hint: 'Does install= name the root of a SLES medium that the web server serves? Is there enough memory (2 GB)?',
      checks: [{ ask: 'What did it request from the web server?', command: 'grep -h "^{ip} " /var/log/apache2/access_log | tail -5' }],
    },
    {
      name: 'Cracklib_Dict_Sent',
      group: 'profile',
      title: 'cracklib part',
      optional: true,
      seen: [{ http: '*/boot/*/cracklib-dict-full.rpm' }],
    },
    { name: 'Bind_Sent', group: 'profile', title: 'bind part', optional: true, seen: [{ http: '*/boot/*/bind' }] },
    { name: 'Translations_Sent', group: 'profile', title: 'translations', optional: true, seen: [{ http: '*/boot/*/yast2-trans-*.rpm' }] },
    { name: 'Control_XML_Sent', group: 'profile', title: 'control.xml', optional: true, seen: [{ http: '*/boot/*/control.xml' }] },
    {
      name: 'Profile_XML_Sent',
      group: 'profile',
      title: 'AutoYaST profile',
      // Pre-scripts, and the disks are looked at.
      limitSeconds: 300,
      seen: [{ http: 'autoinst.xml' }, { http: '*autoyast*.xml' }, { http: '*/autoyast/*' }],
      hint: 'Does autoyast= name a file that the web server serves? YaST shows on its console which line of the profile is wrong.',
      checks: [
        {
          ask: 'Is the profile valid?',
          command: 'xmllint --noout --relaxng /usr/share/YaST2/schema/autoyast/rng/profile.rng autoinst.xml',
        },
        { ask: 'What did it request from the web server?', command: 'grep -h "^{ip} " /var/log/apache2/access_log | tail -5' },
      ],
    },
    { name: 'SSH_Open', group: 'installer', title: 'ssh of the installer', optional: true },
    { name: 'AUTOINST_Present', group: 'installer', title: 'profile read', optional: true },
    {
      name: 'Repository_Sent',
      group: 'installer',
      title: 'repository index',
      role: 'inside',
      // Dependencies are solved and disks are formatted before the first package.
      limitSeconds: 600,
      seen: [{ http: '*/repodata/repomd.xml' }],
      hint: 'Are the modules that the profile names on the medium or in its add-ons? YaST waits here for a registration server that does not answer.',
      checks: [{ ask: 'What does YaST wait for?', command: 'ssh root@{ip} tail -20 /var/log/YaST2/y2log' }],
    },
    {
      name: 'Partition_XML_Present',
      aliases: ['Partition_File_Present', 'Storage_Ready'],
      group: 'installer',
      title: 'partitions',
      optional: true,
    },
    {
      name: 'Packages_Started',
      // Both say that packages are being fetched.
      aliases: ['Ludicrous_Started', 'Ludicrous_Populated'],
      group: 'installer',
      title: 'first package',
      role: 'inside',
      // A thousand packages are downloaded and installed; nothing but more of them is seen until the end.
      limitSeconds: 3600,
      seen: [{ http: '*/noarch/*.rpm' }, { http: '*/x86_64/*.rpm' }, { http: '*/aarch64/*.rpm' }, { http: '*/ppc64le/*.rpm' }],
      hint: 'Did YaST stop at its disks or with a question? Its console and y2log show where.',
      checks: [{ ask: 'What does it report?', command: 'ssh root@{ip} tail -20 /var/log/YaST2/y2log' }],
    },
    { name: 'Packages_Installed', group: 'installer', title: 'packages installed', optional: true },
    {
      name: 'Install_Done',
      group: 'reboot',
      title: 'install done',
      optional: true,
      // A server's firmware takes five minutes; AutoYaST's second stage follows.
      limitSeconds: 900,
      role: 'handover',
      hint: 'Let a chroot script of the profile report this stage, to confirm that the machine will boot from its disk.',
    },
    ...diskBoot(900),
  ],
} satisfies WorkflowFile;
