// An upgrade of IBM HostOS: no boot release, any bundles in any order, none older than what is there, all of the major version that is there.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { hostos } from './hostos.ts';

const dropped = new Set(['Boot_Release', 'Pre_Config']);

export const hostosUpgrade = {
  name: 'hostos-upgrade',
  extends: hostos.name,
  title: 'IBM HostOS, upgrade',
  recognise: [{ event: 'hostos-upgrade/*' }],
  rules: [
    {
      name: 'older-bundle',
      rule: 'no-older-version',
      text: 'An upgrade deploys no older version of a bundle',
      remedy: 'Give the manifest a tag that is not older than what /etc/genesis/release-bundles on the node lists.',
    },
    {
      name: 'foreign-major',
      rule: 'same-major-version',
      text: 'An upgrade stays within the major version of the node',
      remedy: 'Such an upgrade is skipped: take bundles of the major version that the node has, with a higher version.',
    },
  ],
  stages: hostos.stages.map(({ name }) => {
    if (dropped.has(name)) return { name, remove: true as const };
    return { name, ...(name !== 'All_Deployed' && { optional: true }) };
  }),
} satisfies WorkflowFile;
