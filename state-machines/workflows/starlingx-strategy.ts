// A subcloud in a strategy of StarlingX of a type that is not known here: what is common to all types, by the words of their states.
import type { WorkflowFile } from '../workflow/workflow.ts';
import { complete, givenUpSeconds, preCheck, stepStage, vimStages } from './starlingx-step.ts';

const types = ['*'];

export const starlingxStrategy = {
  name: 'starlingx-strategy',
  title: 'StarlingX strategy',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: [{ event: 'starlingx/*' }],
  failAfterSeconds: givenUpSeconds,
  stages: [
    preCheck(types, ['* pre check', '* pre-check']),
    ...vimStages(types, ['creat*', '* creating *'], ['apply*', '* applying *']),
    stepStage(types, {
      name: 'Finish_Strategy',
      group: 'reboot',
      title: 'strategy finished',
      optional: true,
      role: 'handover',
      states: ['finish*', '* finishing *'],
      hint: 'What is no longer needed is deleted now.',
    }),
    complete(types),
  ].map((stage) => (stage.role === undefined ? { ...stage, optional: true } : stage)),
} satisfies WorkflowFile;
