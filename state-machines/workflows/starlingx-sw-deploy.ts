// A subcloud in a sw-deploy strategy of StarlingX's distributed cloud: prestaged on the way if that was asked for, then updated or upgraded by
// its own VIM. States of 2024 (software …), of September 2023 (software deploy …) and of the seed's shorter spelling are read as well.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { complete, givenUpSeconds, lookAtLog, preCheck, stepStage, vimStages } from './starlingx-step.ts';
import { prestaging } from './starlingx-prestage.ts';

const types = ['sw-deploy', 'software'];

export const starlingxSwDeploy = {
  name: 'starlingx-sw-deploy',
  title: 'StarlingX software deploy',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: types.map((type) => ({ event: `starlingx/${type}/*` })),
  failAfterSeconds: givenUpSeconds,
  stages: [
    preCheck(types, ['sw-deploy pre-check', 'software pre check', 'software deploy pre check']),
    ...prestaging(types).map((stage) => ({ ...stage, optional: true })),
    stepStage(types, {
      name: 'Install_License',
      group: 'profile',
      title: 'license installed',
      limitSeconds: 900,
      optional: true,
      states: ['sw-deploy install license', 'software install license'],
      hint: 'Only a major release requires it. Does the system controller have a license for that release?',
      checks: [lookAtLog],
    }),
    ...vimStages(
      types,
      ['create VIM sw-deploy strategy', 'create VIM sw-deploy', 'create VIM software strategy', 'software upload'],
      [
        'apply VIM sw-deploy strategy',
        'apply VIM sw-deploy',
        'apply VIM software strategy',
        'software deploy start',
        'software lock controller*',
        'software unlock controller*',
        'software swact controller*',
        'software deploy host',
        'software deploy activate',
      ],
    ),
    stepStage(types, {
      name: 'Finish_Strategy',
      group: 'reboot',
      title: 'strategy finished',
      limitSeconds: 1800,
      optional: true,
      role: 'handover',
      states: ['finish sw-deploy strategy', 'finish sw-deploy', 'finish VIM software strategy', 'software deploy complete'],
      hint: 'Does the subcloud show a release as deployed? Releases that are no longer available are deleted now.',
      checks: [lookAtLog],
    }),
    complete(types),
  ],
} satisfies WorkflowFile;
