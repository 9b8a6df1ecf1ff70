// A subcloud in an upgrade strategy of older StarlingX releases: one controller is upgraded and takes over, then the other one. What a duplex
// subcloud does twice is one stage here, in the order in which it ends.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { complete, givenUpSeconds, lookAtLog, preCheck, stepStage } from './starlingx-step.ts';

const types = ['upgrade'];

/** Stage, states, title, and the seconds within which the next one that must come is there. */
const steps = [
  ['Install_License', ['installing license'], 'license installed', 900],
  ['Import_Load', ['importing load'], 'load imported', 3600],
  ['Update_Patches', ['updating patches', 'finishing patch strategy'], 'patches updated', 3600],
  ['Start_Upgrade', ['starting upgrade'], 'upgrade started', 1800],
  ['Transfer_CA', ['transferring CA certificate'], 'CA certificate transferred', 600],
  ['Create_VIM_Strategy', ['creating VIM upgrade strategy'], 'VIM strategy built', 1860],
  ['Apply_VIM_Strategy', ['applying VIM upgrade strategy'], 'VIM strategy applied', 7200],
  ['Lock_Controller', ['locking controller-*'], 'controller locked', 1800],
  ['Upgrade_Controller', ['upgrading simplex', 'upgrading duplex'], 'controller upgraded', 7200],
  ['Migrate_Data', ['migrating data'], 'data migrated', 7200],
  ['Unlock_Controller', ['unlocking controller-*'], 'controller unlocked', 3600],
  ['Swact_Controller', ['swacting to controller-*'], 'controllers swapped', 1800],
  ['Activate_Upgrade', ['activating upgrade'], 'upgrade activated', 3600],
] as const;

export const starlingxUpgrade = {
  name: 'starlingx-upgrade',
  title: 'StarlingX upgrade',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: [{ event: 'starlingx/upgrade/*' }],
  failAfterSeconds: givenUpSeconds,
  stages: [
    preCheck(types),
    ...steps.map(([name, states, title, limitSeconds]) =>
      stepStage(types, {
        name,
        states,
        title,
        limitSeconds,
        group: 'installer',
        optional: true,
        hint: 'Does the orchestrator log anything about it? A subcloud is unreachable while its controller boots.',
        checks: [lookAtLog],
      }),
    ),
    stepStage(types, {
      name: 'Complete_Upgrade',
      group: 'reboot',
      title: 'upgrade completed',
      limitSeconds: 1800,
      optional: true,
      role: 'handover',
      states: ['completing upgrade', 'deleting load'],
      hint: 'The old load is deleted when the upgrade is complete.',
      checks: [lookAtLog],
    }),
    complete(types),
  ],
} satisfies WorkflowFile;
