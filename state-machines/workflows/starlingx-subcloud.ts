// A subcloud of StarlingX while it is deployed, enrolled, restored or moved to another system controller: its deploy status, as
// `starlingx/subcloud/<status>`. A status that says that something failed is an error of the status before it.
import type { StageFile, WorkflowFile } from '../workflow/workflow.ts';
import { givenUpSeconds } from './starlingx-step.ts';

const lookAtSubcloud = { ask: 'What does dcmanager report about it?', command: 'dcmanager subcloud show {host}' };
const lookAtErrors = { ask: 'Which task failed?', command: 'dcmanager subcloud errors {host}' };
const lookAtPlaybook = {
  ask: 'What did its playbook report last?',
  command: 'tail -20 /var/log/dcmanager/ansible/{host}_playbook_output.log',
};

/** Stage, statuses, group, title, seconds within which the next status must come. Playbooks have no limit of their own that is shorter. */
const phases = [
  ['Creating', ['creating'], 'profile', 'subcloud created', 900],
  ['Pre_Install', ['pre-install'], 'profile', 'install prepared', 900],
  ['Installing', ['installing'], 'installer', 'installing', 7200],
  ['Pre_Bootstrap', ['pre-bootstrap'], 'profile', 'bootstrap prepared', 900],
  ['Bootstrapping', ['bootstrapping'], 'installer', 'bootstrapping', 7200],
  ['Pre_Init_Enroll', ['pre-init-enroll'], 'profile', 'first enrolment prepared', 900],
  ['Initiating_Enroll', ['initiating-enroll'], 'installer', 'first enrolment', 3600],
  ['Pre_Enroll', ['pre-enroll'], 'profile', 'enrolment prepared', 900],
  ['Enrolling', ['enrolling'], 'installer', 'enrolling', 3600],
  ['Pre_Restore', ['pre-restore'], 'profile', 'restore prepared', 900],
  ['Restoring', ['restoring', 'onsite-restoring'], 'installer', 'restoring', 14_400],
  ['Pre_Rehome', ['pre-rehome'], 'profile', 'move prepared', 900],
  ['Rehoming', ['rehoming'], 'installer', 'moved to this system controller', 3600],
  ['Pre_Config', ['pre-config', 'pre-deploy'], 'profile', 'configuration prepared', 900],
] as const;

export const starlingxSubcloud = {
  name: 'starlingx-subcloud',
  title: 'StarlingX subcloud',
  deployer: 'StarlingX',
  documentsOnly: true,
  recognise: [{ event: 'starlingx/subcloud/*' }],
  failAfterSeconds: givenUpSeconds,
  stages: [
    ...phases.map(([name, statuses, group, title, limitSeconds]): StageFile => ({
      name,
      group,
      title,
      limitSeconds,
      optional: true,
      seen: statusesSeen(statuses),
      hint: 'Does its playbook still write to its log under /var/log/dcmanager/ansible?',
      checks: [lookAtSubcloud, lookAtErrors, lookAtPlaybook],
    })),
    {
      name: 'Configuring',
      group: 'installer',
      title: 'configuring',
      limitSeconds: 7200,
      optional: true,
      role: 'handover',
      seen: statusesSeen(['configuring', 'deploying', 'reconfiguring-network']),
      hint: 'Does the deployment manager on the subcloud reconcile its hosts? The hosts are unlocked last and then boot.',
      checks: [lookAtSubcloud, lookAtErrors, lookAtPlaybook],
    },
    {
      name: 'Complete',
      group: 'reboot',
      title: 'complete',
      role: 'end',
      seen: statusesSeen(['complete', 'factory-restore-complete']),
      hint: 'It is deployed. Its availability shows whether it is online. It must be managed before it is synchronised.',
      checks: [lookAtSubcloud],
    },
    {
      name: 'Between_Phases',
      group: 'installer',
      title: 'waits for its next phase',
      role: 'waiting',
      seen: statusesSeen([
        'create-complete',
        'install-complete',
        'bootstrap-complete',
        'init-enroll-complete',
        'pre-enroll-complete',
        'enroll-complete',
        'rehome-pending',
      ]),
      hint: 'A phase is complete. The next one starts on request.',
      checks: [{ ask: 'What can be requested?', command: 'dcmanager help subcloud deploy resume' }],
    },
  ],
} satisfies WorkflowFile;

function statusesSeen(statuses: readonly string[]) {
  return statuses.map((status) => ({ event: `starlingx/subcloud/${status}` }));
}
