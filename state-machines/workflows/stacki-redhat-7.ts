// Stacki's install of Red Hat 7 and kin. Anaconda fetches no SLES images; the stages that an installer's helper reports may come or not.
import type { WorkflowFile } from '../workflow.ts';

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
    { name: 'Profile_XML_Sent', limitSeconds: 1600 },
    { name: 'SSH_Open', optional: true, limitSeconds: null },
    {
      name: 'Partition_XML_Present',
      optional: true,
      limitSeconds: null,
      hint: 'Has the installing machine found its disks? /tmp/partition-info should exist there.',
    },
    { name: 'Ludicrous_Started', optional: true, limitSeconds: null },
    { name: 'Ludicrous_Populated', optional: true, limitSeconds: null },
  ],
} satisfies WorkflowFile;
