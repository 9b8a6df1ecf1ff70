// Views of real runs, for tests: steps played through the project's own state machine, as in the tables of test/state-machines.
import type { BackendSummary, WorkflowSummary } from '../../state-machines/view/summary.ts';
import { summarise, summariseWorkflow } from '../../state-machines/view/summary.ts';
import { viewRun, type RunView } from '../../state-machines/view/view.ts';
import { boot, dhcp, images, playTrack, workflowCalled, type PlayOptions } from '../state-machines/track/play-track.ts';

export { boot, dhcp, images };

export interface Played {
  backend: BackendSummary;
  /** Its newest run. */
  run: RunView;
  workflow: WorkflowSummary;
}

/** `id`: of the backend, its host name too. */
export function played(steps: string, id = 'backend-0-0', options: PlayOptions = {}): Played {
  const { track } = playTrack(steps, options);
  const workflow = workflowCalled(options.workflow ?? 'stacki-sles-12');
  const newest = track.runs.at(-1);
  if (!newest) throw new Error(`no run after ${steps}`);
  const known = { id, host: id, ip: '10.1.1.101', mac: '52:54:00:aa:00:10', declared: true, track };
  return { backend: summarise(known, workflow.name), run: viewRun(newest), workflow: summariseWorkflow(workflow) };
}

/** A machine of each status that these steps can lead to, most urgent first. */
export const stories = {
  failed: `${boot(0)}, ${images(30)}, Profile_XML_Sent! 31`,
  late: `${boot(0)}, (time) 200`,
  installing: boot(0),
  installed: `${boot(0)}, ${images(30)}, Profile_XML_Sent 31, Reboot_Okay 400`,
} as const;
