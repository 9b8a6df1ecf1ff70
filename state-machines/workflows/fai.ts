// A machine that FAI installs: kernel and ramdisk from /srv/tftp/fai, its root file system over NFS (which logs nothing) or HTTP, then FAI's
// tasks, each reported by its name, to the monitor port or as a stage, when it is over.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { diskBoot, networkBoot, ramdisk } from './network-boot.ts';

/** Tasks in their order, with the seconds within which the next one that must come is over. */
const tasks = [
  ['confdir', 'configuration space', 120],
  ['setup', 'setup', undefined],
  // Until partition is over: large file systems are made within.
  ['defclass', 'classes', 900],
  ['defvar', 'variables', undefined],
  ['action', 'action', undefined],
  ['partition', 'partitions', 900],
  ['mountdisks', 'disks mounted', undefined],
  // The base system is unpacked and brought up to date, then all packages are installed.
  ['extrbase', 'base system', 900],
  ['debconf', 'debconf', undefined],
  ['repository', 'package sources', undefined],
  ['updatebase', 'base system updated', undefined],
  ['instsoft', 'packages', 3600],
  ['configure', 'configuration scripts', 1800],
  ['tests', 'tests', undefined],
  ['finish', 'finish', undefined],
  ['chboot', 'boot configuration', undefined],
  ['savelog', 'logs saved', 600],
] as const;
/** It holds all those below, and ends with the reboot. */
const outermost = 'action';
const required = new Set(['confdir', 'defclass', 'partition', 'extrbase', 'instsoft', 'configure', 'savelog']);

export const fai = {
  name: 'fai',
  title: 'FAI',
  documentsOnly: true,
  recognise: [
    'fai/*',
    '/fai/*',
    '*/fai/vmlinuz*',
    '*/fai/initrd*',
    { http: '*/fai/*.squashfs' },
    { http: '*/squash.img' },
    { event: 'fai/*' },
  ],
  // FAI stops with a shell at an error that it can't pass over, and says no more.
  failAfterSeconds: 7200,
  stages: [
    ...networkBoot,
    ramdisk(
      300,
      'Can it mount its nfsroot (exportfs -v on the server)? Its console shows what it tries. Does its boot configuration set monserver?',
    ),
    {
      name: 'Nfsroot_Sent',
      group: 'profile',
      title: 'root file system',
      optional: true,
      limitSeconds: 300,
      seen: [{ http: '*/fai/*.squashfs' }, { http: '*/squash.img' }],
    },
    ...tasks.map(([task, title, limitSeconds]) => ({
      name: `FAI_${task}`,
      aliases: [task],
      group: 'installer' as const,
      title,
      optional: !required.has(task),
      seen: [{ event: `fai/${task}`, phase: task === outermost ? ('start' as const) : ('finish' as const) }],
      ...(limitSeconds !== undefined && { limitSeconds }),
      hint: `Task ${task}: its output is in /tmp/fai/fai.log on the installing machine, and later under /var/log/fai on the server.`,
      checks: [{ ask: 'What does it report?', command: 'ssh root@{ip} tail -30 /tmp/fai/fai.log' }],
    })),
    {
      name: 'FAI_faiend',
      aliases: ['faiend'],
      seen: [{ event: 'fai/faiend', phase: 'finish' }],
      group: 'reboot',
      title: 'FAI done',
      optional: true,
      limitSeconds: 900,
      role: 'handover',
      hint: 'Has fai-chboot -d (or fai-monitor -b) removed its boot configuration? If not, it installs again at its next boot.',
    },
    { name: 'FAI_reboot', aliases: ['reboot'], group: 'reboot', title: 'reboot', optional: true, limitSeconds: 900 },
    ...diskBoot(900),
  ],
} satisfies WorkflowFile;
