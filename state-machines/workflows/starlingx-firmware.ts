// A subcloud in a firmware strategy of StarlingX: device images are imported, then its VIM puts them on.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { complete, givenUpSeconds, lookAtLog, preCheck, stepStage, vimStages } from './starlingx-step.ts';

const types = ['firmware'];

export const starlingxFirmware = {
  name: 'starlingx-firmware',
  title: 'StarlingX firmware',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: [{ event: 'starlingx/firmware/*' }],
  failAfterSeconds: givenUpSeconds,
  stages: [
    preCheck(types),
    stepStage(types, {
      name: 'Import_Firmware',
      group: 'profile',
      title: 'firmware imported',
      limitSeconds: 1800,
      optional: true,
      states: ['importing firmware'],
      hint: 'Does the subcloud take the device images of the system controller?',
      checks: [lookAtLog],
    }),
    ...vimStages(types, ['creating fw update strategy'], ['applying fw update strategy']),
    stepStage(types, {
      name: 'Finish_Strategy',
      group: 'reboot',
      title: 'firmware finished',
      limitSeconds: 1800,
      role: 'handover',
      states: ['finishing fw update'],
      hint: 'Does the subcloud report the state of each device image?',
      checks: [lookAtLog],
    }),
    complete(types),
  ],
} satisfies WorkflowFile;
