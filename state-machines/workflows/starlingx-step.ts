// What the steps of StarlingX's strategies have in common, of whatever type: a subcloud is the backend, the orchestrator reports each of its
// states by its name as `starlingx/<type>/<state>`. Names of all releases are read: a strategy of an older one has the same stages.
import type { StageFile } from '../workflow/workflow.ts';

/** dcmanager itself gives up what takes longest after 400 minutes. Beyond that nobody is there who would say so. */
export const givenUpSeconds = 28_800;

interface StepStage extends Pick<StageFile, 'name' | 'title' | 'group' | 'limitSeconds' | 'optional' | 'role' | 'hint' | 'checks'> {
  /** As the orchestrator calls it; * stands for any text. */
  states: readonly string[];
}

/** A stage of a strategy of these types, an older name of the type behind the present one. */
export function stepStage(types: readonly string[], { states, ...stage }: StepStage): StageFile {
  return {
    ...stage,
    seen: types.flatMap((type) => states.map((state) => ({ event: `starlingx/${type}/${state}` }))),
    checks: [...(stage.checks ?? []), lookAtStep],
  };
}

const lookAtStep = { ask: 'What does the orchestrator report about it?', command: 'dcmanager strategy-step show {host}' };

export const lookAtLog = {
  ask: 'What did the orchestrator log?',
  command: 'grep -h {host} /var/log/dcmanager/orchestrator.log /var/log/dcmanager/dcmanager.log | tail -20',
};

/** The states that every type has: the first one here, the last one in `complete`. */
export function preCheck(types: readonly string[], states: readonly string[] = []): StageFile {
  return stepStage(types, {
    name: 'Pre_Check',
    group: 'profile',
    title: 'pre-check',
    limitSeconds: 600,
    optional: true,
    role: 'boot',
    states: ['pre check', 'pre-check', ...states],
    hint: 'Is the subcloud online and managed, free of management-affecting alarms, and without its own VIM strategy?',
    checks: [{ ask: 'Is it online and managed?', command: 'dcmanager subcloud show {host}' }],
  });
}

/**
 * The subcloud's VIM builds its own strategy (dcmanager waits for 30 minutes), then applies it: it takes the hosts one by one, with a reboot of
 * each, and dcmanager asks every minute, 400 times at most.
 */
export function vimStages(types: readonly string[], creating: readonly string[], applying: readonly string[]): StageFile[] {
  return [
    stepStage(types, {
      name: 'Create_VIM_Strategy',
      group: 'profile',
      title: 'VIM strategy built',
      limitSeconds: 1860,
      states: creating,
      hint: 'Does the VIM of the subcloud build its strategy? It refuses while an alarm is raised or a host is not available.',
      checks: [lookAtLog],
    }),
    stepStage(types, {
      name: 'Apply_VIM_Strategy',
      group: 'installer',
      title: 'VIM strategy applied',
      limitSeconds: 7200,
      states: applying,
      hint: 'Does its percentage still move? The subcloud is unreachable for up to half an hour while its controller boots or swacts.',
      checks: [{ ask: 'Is it online again?', command: 'dcmanager subcloud list | grep -w {host}' }, lookAtLog],
    }),
  ];
}

export function complete(types: readonly string[]): StageFile {
  return stepStage(types, {
    name: 'Complete',
    group: 'reboot',
    title: 'complete',
    role: 'end',
    states: ['complete'],
    hint: 'Before you log in as sysadmin: is platform_sync_status in-sync? Only then does the subcloud have its password.',
    checks: [{ ask: 'Is it in sync?', command: 'dcmanager subcloud show {host} | grep sync_status' }],
  });
}
