// A subcloud in a patch strategy of older StarlingX releases.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { complete, givenUpSeconds, lookAtLog, preCheck, stepStage, vimStages } from './starlingx-step.ts';

const types = ['patch'];

export const starlingxPatch = {
  name: 'starlingx-patch',
  title: 'StarlingX patch',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: [{ event: 'starlingx/patch/*' }],
  failAfterSeconds: givenUpSeconds,
  stages: [
    preCheck(types),
    stepStage(types, {
      name: 'Update_Patches',
      group: 'profile',
      title: 'patches updated',
      limitSeconds: 1800,
      optional: true,
      states: ['updating patches'],
      hint: 'Does the subcloud take the patches of the system controller?',
      checks: [lookAtLog],
    }),
    ...vimStages(
      types,
      ['creating VIM patch strategy', 'deleting VIM patch strategy', 'creating strategy'],
      ['applying VIM patch strategy', 'applying strategy'],
    ),
    stepStage(types, {
      name: 'Finish_Strategy',
      group: 'reboot',
      title: 'patches finished',
      limitSeconds: 1800,
      optional: true,
      role: 'handover',
      states: ['finishing patch strategy', 'finishing'],
      hint: 'Patches that are no longer needed are deleted; the others are committed if necessary.',
      checks: [lookAtLog],
    }),
    complete(types),
  ],
} satisfies WorkflowFile;
