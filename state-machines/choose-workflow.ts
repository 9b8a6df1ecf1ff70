// Which workflow a machine follows that nobody declared: told by what it asks for and reports, and corrected by what says more. Pure.
import { fitsPath, httpFileRole, recognise } from './recognise.ts';
import type { Observation } from './vocabulary.ts';
import { matchesWildcard } from './wildcard.ts';
import type { Sign, Workflow } from './workflow.ts';

export interface Present {
  workflow: Workflow;
  /** Whether something that the machine asked for or reported in this run told it; else it is only the default, or that of the run before. */
  told: boolean;
}

/**
 * What `observation` tells of the machine's workflow; undefined when it says nothing new. In `workflows` those that say more stand behind:
 * what Cobbler serves is a kickstart file too. What has been told is corrected in that direction only, so that no run goes to and fro.
 */
export function chooseWorkflow(workflows: ReadonlyMap<string, Workflow>, present: Present, observation: Observation): Workflow | undefined {
  if (!isTelling(observation)) return undefined;
  const order = [...workflows.values()];
  const found = workflowShown(order, observation);
  if (!found || found.name === present.workflow.name) return found;
  const isBehind = order.indexOf(found) > order.findIndex(({ name }) => name === present.workflow.name);
  return (present.told && !isBehind) || isOwnStage(present.workflow, observation) ? undefined : found;
}

/** Whether it is of a kind that any workflow has signs of. */
function isTelling({ sight: { kind } }: Observation): boolean {
  return kind === 'tftp' || kind === 'http' || kind === 'event';
}

/** The workflow that an observation is a sign of, whatever the machine followed so far. */
export function workflowShown(workflows: readonly Workflow[], observation: Observation): Workflow | undefined {
  return workflows.findLast((workflow) => workflow.recognise.some((sign) => shows(sign, observation)));
}

function shows(sign: Sign, { sight, who }: Observation): boolean {
  if (sight.kind === 'tftp') {
    if (typeof sign === 'string') return fitsFile(sign, sight.file);
    return 'tftpFile' in sign && matchesWildcard(sign.tftpFile, sight.file.replace(/^\/+/, ''));
  }
  if (sight.kind === 'event') return typeof sign !== 'string' && 'event' in sign && matchesWildcard(sign.event, sight.name);
  if (sight.kind !== 'http') return false;
  if (typeof sign !== 'string') return 'http' in sign && fitsPath(sign.http, sight.path);
  const role = httpFileRole(sight.path, {}, who.ip);
  return (role === 'install-kernel' || role === 'install-ramdisk') && fitsFile(sign, sight.path);
}

/** A boot file tells by its name or by its folders: `images/rocky-9/vmlinuz`. */
function fitsFile(pattern: string, path: string): boolean {
  return matchesWildcard(pattern, path);
}

/** A site's own workflow that expects what another's machines ask for keeps its machines. Every workflow has kernels and boot configurations. */
function isOwnStage(workflow: Workflow, observation: Observation): boolean {
  const recognised = recognise(workflow, {}, observation);
  return typeof recognised === 'object' && recognised.stage.role !== 'opening' && recognised.stage.role !== 'boot';
}
