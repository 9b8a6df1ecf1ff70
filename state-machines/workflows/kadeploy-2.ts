// Kadeploy 2: its phases for all nodes of a cluster at once, two checks that nodes are there, and the table of results at the end.
import type { WorkflowFile } from '../workflow/workflow.ts';

/** Sample values of first_check_timeout and last_check_timeout; a hard reboot of those that are missing takes the same time again. */
const firstCheckSeconds = 420;
const lastCheckSeconds = 600;

export const kadeploy2 = {
  name: 'kadeploy-2',
  title: 'Kadeploy 2',
  deployer: 'Kadeploy 2',
  documentsOnly: true,
  recognise: [{ event: 'kadeploy2/*' }],
  stages: [
    { name: 'Started', group: 'installer', title: 'deployment started', seen: [{ event: 'kadeploy2/started' }], optional: true },
    {
      name: 'First_Reboot',
      group: 'installer',
      title: 'reboot into the deployment environment',
      optional: true,
      seen: [{ event: 'kadeploy2/first-reboot' }],
      limitSeconds: firstCheckSeconds,
      hint: 'A node that does not answer the first check gets one hard reboot.',
      checks: [{ ask: 'How far did it boot?', command: 'kaconsole -m {host}' }],
    },
    { name: 'First_Check', group: 'installer', title: 'first check', optional: true, seen: [{ event: 'kadeploy2/first-check' }] },
    { name: 'Preinstall', group: 'installer', title: 'pre-install', optional: true, seen: [{ event: 'kadeploy2/preinstall' }] },
    { name: 'Format', group: 'installer', title: 'partition formatted', optional: true, seen: [{ event: 'kadeploy2/format' }] },
    { name: 'Transfer', group: 'installer', title: 'environment sent', optional: true, seen: [{ event: 'kadeploy2/transfer' }] },
    { name: 'Postinstall', group: 'installer', title: 'post-install', optional: true, seen: [{ event: 'kadeploy2/postinstall' }] },
    {
      name: 'Last_Reboot',
      group: 'reboot',
      title: 'reboot into the new environment',
      optional: true,
      seen: [{ event: 'kadeploy2/last-reboot' }],
      limitSeconds: lastCheckSeconds,
      hint: 'Does the environment boot on this hardware? If the deployment fails, the node is rebooted into the default environment.',
      checks: [{ ask: 'How far did it boot?', command: 'kaconsole -m {host}' }],
    },
    {
      name: 'Deployed',
      group: 'reboot',
      title: 'deployed',
      role: 'end',
      seen: [{ event: 'kadeploy2/deployed' }],
      hint: 'A deployment is over for Kadeploy after deployment_validity_timeout (1000 s), whatever its nodes do.',
    },
  ],
} satisfies WorkflowFile;
