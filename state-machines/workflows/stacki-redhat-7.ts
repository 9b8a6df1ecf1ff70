// Stacki's install of Red Hat 7 and kin. Anaconda fetches no SLES images; the stages that an installer's helper reports may come or not.
import type { WorkflowFile } from '../workflow/workflow.ts';
import * as check from './stacki-checks.ts';

const anacondaLog = check.onInstaller('What does Anaconda do, and what was its last complaint?', 'tail -n 30 /tmp/anaconda.log');
const packagingLog = check.onInstaller('Which package is it at, or can it not get?', 'tail -n 20 /tmp/packaging.log');

export const stackiRedhat7 = {
  name: 'stacki-redhat-7',
  title: 'Stacki, Red Hat 7',
  recognise: ['*redhat-7*', '*centos-7*', '*rhel-7*', '*redhat7*', '*centos7*', '*rhel7*'],
  extends: 'stacki-sles-12',
  stages: [
    { name: 'Config_Sent', remove: true },
    { name: 'Common_Sent', remove: true },
    { name: 'Root_Sent', remove: true },
    { name: 'Cracklib_Dict_Sent', remove: true },
    { name: 'Bind_Sent', remove: true },
    { name: 'SLES_Img_Sent', remove: true },
    { name: 'AUTOINST_Present', remove: true },
    {
      name: 'Profile_XML_Sent',
      limitSeconds: 1600,
      hint: 'Does the installer have a network (its own DHCP exchange in the log)? Does profile.cgi answer? A kernel panic leaves no line here: look at its console.',
      checks: [
        check.console,
        { ...check.dhcpdLog, ask: 'Did the installer request its own address after the ramdisk?' },
        { ...check.bootConfig, ask: 'Does inst.ks in its boot configuration name this host?' },
        check.errorLog,
        check.stackiProfile,
        check.stackiInterfaces,
        check.profileLog,
        check.httpsServes,
        check.httpFirewall,
        check.diskSpace,
      ],
    },
    { name: 'SSH_Open', optional: true, limitSeconds: null },
    {
      name: 'Partition_XML_Present',
      title: 'partition-info',
      optional: true,
      limitSeconds: null,
      hint: 'Has the installing machine found its disks? /tmp/partition-info should exist there.',
      checks: [
        check.onInstaller('Which disks does the machine see?', 'cat /proc/partitions'),
        check.onInstaller('What did Anaconda make of them?', 'tail -n 30 /tmp/storage.log'),
        { ask: 'Which partitions does Stacki have for it?', command: "stack list storage partition '{host}'" },
        check.console,
      ],
    },
    {
      name: 'Ludicrous_Started',
      optional: true,
      limitSeconds: null,
      checks: [check.onInstaller('Does its log exist?', 'ls -l /var/log/ludicrous-client-debug.log'), anacondaLog, check.console],
    },
    {
      name: 'Ludicrous_Populated',
      optional: true,
      limitSeconds: null,
      hint: 'Does the installing machine download packages? Look at its packaging.log.',
      checks: [packagingLog, check.accessLog, check.errorLog, check.diskSpace],
    },
    {
      name: 'Set_DB_Partitions',
      hint: 'Do packages still install (packaging.log on the machine)? Does setDbPartitions.cgi answer?',
      checks: [
        packagingLog,
        anacondaLog,
        check.accessLog,
        check.errorLog,
        { ask: 'Did setDbPartitions.cgi run?', command: 'journalctl -t setDbPartitions.cgi --since=-2h | tail -n 20' },
        check.console,
      ],
    },
    {
      name: 'Set_Bootaction_OS',
      checks: [
        anacondaLog,
        check.errorLog,
        { ask: 'Did setPxeboot.cgi run?', command: 'journalctl -t setPxeBoot.cgi --since=-2h | tail -n 20' },
        check.bootAction,
        check.console,
      ],
    },
    {
      name: 'Installation_Stalled',
      checks: [check.console, anacondaLog, packagingLog, check.errorLog, check.diskSpace],
    },
  ],
} satisfies WorkflowFile;
