// Red Hat Enterprise Linux 8, 9 and 10 and kin (Rocky, Alma, CentOS Stream, Oracle, Fedora) from a kickstart file, as anaconda asks for things:
// its second stage, the kickstart file, the repository's index, packages. An installed machine asks for the last two as well.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { diskBoot, networkBoot, ramdisk } from './network-boot.ts';

export const rhel = {
  name: 'rhel',
  title: 'Red Hat 8, 9, 10 and kin',
  documentsOnly: true,
  recognise: [
    // x86_64 has an 8 in it too.
    ...['rhel', 'rhels', 'redhat', 'centos'].flatMap((os) => [8, 9, 10].flatMap((n) => [`*${os}${n}*`, `*${os}-${n}*`, `*${os}/${n}*`])),
    '*rocky*',
    '*alma*',
    '*centos-stream*',
    '*oraclelinux*',
    '*fedora*',
    { http: 'ks.cfg' },
    { http: '*.ks' },
    { http: '*kickstart*' },
    { http: '*/LiveOS/squashfs.img' },
    { http: '*/images/install.img' },
  ],
  // Nothing of anaconda's takes two hours without a word.
  failAfterSeconds: 7200,
  stages: [
    ...networkBoot,
    // dracut asks again for what it can't get for several minutes before it gives up.
    ramdisk(300, 'Does the kernel command line name inst.ks and inst.repo? Look at the console: dracut says there what it can not fetch.'),
    {
      name: 'Stage2_Sent',
      group: 'profile',
      title: 'second stage',
      optional: true,
      // Up to 1 GB, and it must be unpacked in memory.
      limitSeconds: 300,
      seen: [{ http: '*/LiveOS/squashfs.img' }, { http: '*/images/install.img' }],
      hint: 'Does inst.repo or inst.stage2 name a tree whose .treeinfo and images/install.img the web server serves?',
      checks: [{ ask: 'What did it request from the web server?', command: 'grep -h "^{ip} " /var/log/httpd/access_log | tail -5' }],
    },
    {
      name: 'Kickstart_Sent',
      group: 'profile',
      title: 'kickstart file',
      // anaconda starts, runs %pre and looks at the disks.
      limitSeconds: 600,
      seen: [{ http: 'ks.cfg' }, { http: '*.ks' }, { http: '*kickstart*' }, { http: '*/ks/*.cfg' }],
      hint: 'Does inst.ks name a file that the web server serves? An error in the file stops anaconda; its console shows the line.',
      checks: [
        { ask: 'What did it request from the web server?', command: 'grep -h "^{ip} " /var/log/httpd/access_log | tail -5' },
        { ask: 'Is the file valid?', command: 'ksvalidator /var/www/html/ks.cfg' },
      ],
    },
    { name: 'Pre_Script', group: 'installer', title: '%pre', optional: true },
    { name: 'SSH_Open', group: 'installer', title: 'ssh of the installer', optional: true },
    {
      name: 'Repository_Sent',
      group: 'installer',
      title: 'repository index',
      role: 'inside',
      // Dependencies are solved and disks are formatted before the first package.
      limitSeconds: 600,
      seen: [{ http: '*/repodata/repomd.xml' }],
      hint: 'Does url or repo in the kickstart file name a tree with repodata? Do the installer’s address and name server work?',
      checks: [
        { ask: 'What does anaconda wait for? (second console, or inst.sshd)', command: 'ssh root@{ip} tail -20 /tmp/packaging.log' },
      ],
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
      seen: [{ http: '*.rpm' }],
      hint: 'Did anaconda stop at its disks or with a question? Its console and /tmp/anaconda.log show where.',
      checks: [{ ask: 'What does it report?', command: 'ssh root@{ip} tail -20 /tmp/anaconda.log /tmp/storage.log' }],
    },
    { name: 'Packages_Installed', group: 'installer', title: 'packages installed', optional: true },
    { name: 'Post_Script', group: 'installer', title: '%post', optional: true },
    {
      name: 'Install_Done',
      group: 'reboot',
      title: 'install done',
      optional: true,
      // A server's firmware alone takes five minutes.
      limitSeconds: 900,
      role: 'handover',
      hint: 'Let the last line of %post report this stage, to confirm that the machine will boot from its disk.',
    },
    ...diskBoot(900),
  ],
} satisfies WorkflowFile;
