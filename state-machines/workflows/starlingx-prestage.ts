// A subcloud in a prestage strategy of StarlingX: packages and container images are brought to it before its deploy. A sw-deploy strategy that
// prestages has the same states.
import type { StageFile, WorkflowFile } from '../workflow/workflow.ts';
import { complete, givenUpSeconds, lookAtLog, preCheck, stepStage } from './starlingx-step.ts';

/** Ansible playbooks, over a line that may be slow. */
const playbookSeconds = 7200;

export function prestaging(types: readonly string[]): StageFile[] {
  return [
    stepStage(types, {
      name: 'Prestage_Pre_Check',
      group: 'profile',
      title: 'prestage pre-check',
      limitSeconds: 600,
      optional: true,
      states: ['prestage-precheck'],
      hint: 'Is the subcloud online and managed, free of management-affecting alarms, and is /opt/platform-backup large enough?',
      checks: [{ ask: 'Is it online and managed?', command: 'dcmanager subcloud show {host}' }],
    }),
    stepStage(types, {
      name: 'Prestaging_Packages',
      group: 'profile',
      title: 'packages prestaged',
      limitSeconds: playbookSeconds,
      states: ['prestaging-packages'],
      hint: 'Does its playbook still write to its log under /var/log/dcmanager/ansible?',
      checks: [{ ask: 'What did the playbook report last?', command: 'tail -20 /var/log/dcmanager/ansible/{host}_playbook_output.log' }],
    }),
    stepStage(types, {
      name: 'Prestaging_Images',
      group: 'profile',
      title: 'images prestaged',
      limitSeconds: playbookSeconds,
      states: ['prestaging-images'],
      hint: 'Does its playbook still write to its log under /var/log/dcmanager/ansible?',
      checks: [
        { ask: 'What did the playbook report last?', command: 'tail -20 /var/log/dcmanager/ansible/{host}_playbook_output.log' },
        lookAtLog,
      ],
    }),
  ];
}

const types = ['prestage'];

export const starlingxPrestage = {
  name: 'starlingx-prestage',
  title: 'StarlingX prestage',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: [{ event: 'starlingx/prestage/*' }],
  failAfterSeconds: givenUpSeconds,
  stages: [preCheck(types), ...prestaging(types), complete(types)],
} satisfies WorkflowFile;
