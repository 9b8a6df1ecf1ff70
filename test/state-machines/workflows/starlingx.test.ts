// Every state that dcmanager's orchestrator has or had, and every deploy status, at its stage.
import { describe, expect, it } from 'vitest';
import { workflowShown } from '../../../state-machines/workflow/choose-workflow.ts';
import { recognise } from '../../../state-machines/workflow/recognise.ts';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';

const observationOf = (name: string): Observation => ({
  sight: { kind: 'event', name, phase: 'start', error: false, part: null, text: name },
  who: { host: 'subcloud-1' },
  observedAtMs: 0,
  receivedAtMs: 0,
  evidence: { source: 'dcmanager', line: null, offset: null, text: '' },
});

/** Workflow and stage. */
function placeOf(name: string): [string | undefined, string | undefined] {
  const workflow = workflowShown(builtInWorkflows, observationOf(name));
  const found = workflow && recognise(workflow, {}, observationOf(name));
  return [workflow?.name, typeof found === 'object' ? found.stage.name : undefined];
}

const states: Record<string, Record<string, string[]>> = {
  'sw-deploy': {
    Pre_Check: ['pre check', 'sw-deploy pre-check', 'software pre check', 'software deploy pre check'],
    Prestage_Pre_Check: ['prestage-precheck'],
    Prestaging_Packages: ['prestaging-packages'],
    Prestaging_Images: ['prestaging-images'],
    Install_License: ['sw-deploy install license', 'software install license'],
    Create_VIM_Strategy: ['create VIM sw-deploy strategy', 'create VIM software strategy', 'software upload'],
    Apply_VIM_Strategy: [
      'apply VIM sw-deploy strategy',
      'apply VIM sw-deploy',
      'apply VIM software strategy',
      'software deploy start',
      'software lock controller',
      'software unlock controller',
      'software swact controller',
      'software deploy host',
      'software deploy activate',
    ],
    Finish_Strategy: ['finish sw-deploy strategy', 'finish VIM software strategy', 'software deploy complete'],
    Complete: ['complete'],
  },
  prestage: {
    Prestage_Pre_Check: ['prestage-precheck'],
    Prestaging_Packages: ['prestaging-packages'],
    Prestaging_Images: ['prestaging-images'],
    Complete: ['complete'],
  },
  firmware: {
    Import_Firmware: ['importing firmware'],
    Create_VIM_Strategy: ['creating fw update strategy'],
    Apply_VIM_Strategy: ['applying fw update strategy'],
    Finish_Strategy: ['finishing fw update'],
    Complete: ['complete'],
  },
  kubernetes: {
    Pre_Check: ['kube upgrade pre check'],
    Create_VIM_Strategy: ['kube creating vim kube upgrade strategy'],
    Apply_VIM_Strategy: ['kube applying vim kube upgrade strategy'],
    Complete: ['complete'],
  },
  'kube-rootca-update': {
    Create_VIM_Strategy: ['creating vim kube rootca update strategy'],
    Apply_VIM_Strategy: ['applying vim kube rootca update strategy'],
    Complete: ['complete'],
  },
  patch: {
    Pre_Check: ['pre check'],
    Create_VIM_Strategy: ['creating VIM patch strategy', 'deleting VIM patch strategy'],
    Apply_VIM_Strategy: ['applying VIM patch strategy'],
    Complete: ['complete'],
  },
  upgrade: {
    Pre_Check: ['pre check'],
    Install_License: ['installing license'],
    Import_Load: ['importing load'],
    Update_Patches: ['updating patches', 'finishing patch strategy'],
    Start_Upgrade: ['starting upgrade'],
    Transfer_CA: ['transferring CA certificate'],
    Create_VIM_Strategy: ['creating VIM upgrade strategy'],
    Apply_VIM_Strategy: ['applying VIM upgrade strategy'],
    Lock_Controller: ['locking controller-0', 'locking controller-1'],
    Upgrade_Controller: ['upgrading simplex', 'upgrading duplex'],
    Migrate_Data: ['migrating data'],
    Unlock_Controller: ['unlocking controller-0', 'unlocking controller-1'],
    Swact_Controller: ['swacting to controller-0', 'swacting to controller-1'],
    Activate_Upgrade: ['activating upgrade'],
    Complete_Upgrade: ['completing upgrade', 'deleting load'],
    Complete: ['complete'],
  },
};
const rows = Object.entries(states).flatMap(([type, stages]) =>
  Object.entries(stages).flatMap(([stage, names]) => names.map((state) => ({ type, stage, state }))),
);

describe('a state of a strategy', () => {
  it.each(rows)('$type: $state', ({ type, stage, state }) => {
    expect(placeOf(`starlingx/${type}/${state}`)).toEqual([`starlingx-${type}`, stage]);
  });

  it('of the type that was called software is one of sw-deploy', () => {
    expect(placeOf('starlingx/software/software install license')).toEqual(['starlingx-sw-deploy', 'Install_License']);
  });

  it('that is not known is no stage, in a workflow that is told all the same', () => {
    expect(placeOf('starlingx/sw-deploy/polish the chassis')).toEqual(['starlingx-sw-deploy', undefined]);
  });

  it.each([
    ['a type pre check', 'Pre_Check'],
    ['creating vim a strategy', 'Create_VIM_Strategy'],
    ['apply VIM a strategy', 'Apply_VIM_Strategy'],
    ['finishing a', 'Finish_Strategy'],
    ['complete', 'Complete'],
  ])('of a type that is not known is told by its words: %s', (state, stage) => {
    expect(placeOf(`starlingx/brand-new/${state}`)).toEqual(['starlingx-strategy', stage]);
  });
});

const statuses: Record<string, string[]> = {
  Creating: ['creating'],
  Pre_Install: ['pre-install'],
  Installing: ['installing'],
  Pre_Bootstrap: ['pre-bootstrap'],
  Bootstrapping: ['bootstrapping'],
  Pre_Config: ['pre-config', 'pre-deploy'],
  Configuring: ['configuring', 'deploying', 'reconfiguring-network'],
  Pre_Init_Enroll: ['pre-init-enroll'],
  Initiating_Enroll: ['initiating-enroll'],
  Pre_Enroll: ['pre-enroll'],
  Enrolling: ['enrolling'],
  Pre_Restore: ['pre-restore'],
  Restoring: ['restoring', 'onsite-restoring'],
  Pre_Rehome: ['pre-rehome'],
  Rehoming: ['rehoming'],
  Complete: ['complete', 'factory-restore-complete'],
  Between_Phases: [
    'create-complete',
    'install-complete',
    'bootstrap-complete',
    'init-enroll-complete',
    'pre-enroll-complete',
    'enroll-complete',
    'rehome-pending',
  ],
};

it.each(Object.entries(statuses).flatMap(([stage, names]) => names.map((status) => [status, stage])))(
  'deploy status %s',
  (status, stage) => {
    expect(placeOf(`starlingx/subcloud/${status}`)).toEqual(['starlingx-subcloud', stage]);
  },
);
