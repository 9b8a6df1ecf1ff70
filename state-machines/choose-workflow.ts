// Which workflow a machine follows that nobody declared: told by what it asks for and reports, and corrected by what says more. Pure.
import { fitsPath, httpFileRole, recognise } from './recognise.ts';
import type { Observation, Sight } from './vocabulary.ts';
import { matchesLower } from './wildcard.ts';
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
  const found = workflowShown(workflows, observation);
  if (!found || found.name === present.workflow.name) return found;
  const order = [...workflows.values()];
  const isBehind = order.indexOf(found) > order.findIndex(({ name }) => name === present.workflow.name);
  return (present.told && !isBehind) || isOwnStage(present.workflow, observation) ? undefined : found;
}

/** Most machines ask for the same few files: which workflow they show is looked for once. So many are remembered, then all are forgotten. */
const shownKept = 1_000;
const shown = new WeakMap<ReadonlyMap<string, Workflow>, Map<string, Workflow | undefined>>();

/** The workflow that an observation is a sign of, whatever the machine followed so far. It goes by what is asked for, not by who asks. */
export function workflowShown(workflows: ReadonlyMap<string, Workflow>, { sight }: Observation): Workflow | undefined {
  if (sight.kind !== 'tftp' && sight.kind !== 'http' && sight.kind !== 'event') return undefined;
  const known = shown.get(workflows) ?? new Map<string, Workflow | undefined>();
  shown.set(workflows, known);
  const key = `${sight.kind} ${sight.kind === 'tftp' ? sight.file : sight.kind === 'http' ? sight.path : sight.name}`;
  if (known.has(key)) return known.get(key);
  const words = wordsOf(sight);
  const found = [...workflows.values()].findLast((workflow) => workflow.recognise.some((sign) => shows(sign, words)));
  if (known.size >= shownKept) known.clear();
  known.set(key, found);
  return found;
}

/** What signs are held against, in lower case. */
interface Words {
  /** A boot file tells by its name or by its folders: `images/rocky-9/vmlinuz`. */
  bootFile?: string;
  tftpFile?: string;
  path?: string;
  event?: string;
}

function wordsOf(sight: Extract<Sight, { kind: 'tftp' | 'http' | 'event' }>): Words {
  if (sight.kind === 'event') return { event: sight.name.toLowerCase() };
  if (sight.kind === 'tftp') {
    const bootFile = sight.file.toLowerCase();
    return { bootFile, tftpFile: bootFile.replace(/^\/+/, '') };
  }
  const path = sight.path.toLowerCase();
  const role = httpFileRole(sight.path, {}, undefined);
  return role === 'install-kernel' || role === 'install-ramdisk' ? { bootFile: path, path } : { path };
}

function shows(sign: Sign, { bootFile, tftpFile, path, event }: Words): boolean {
  if (typeof sign === 'string') return bootFile !== undefined && matchesLower(sign, bootFile);
  if ('tftpFile' in sign) return tftpFile !== undefined && matchesLower(sign.tftpFile, tftpFile);
  if ('event' in sign) return event !== undefined && matchesLower(sign.event, event);
  return path !== undefined && fitsPath(sign.http, path);
}

/** A site's own workflow that expects what another's machines ask for keeps its machines. Every workflow has kernels and boot configurations. */
function isOwnStage(workflow: Workflow, observation: Observation): boolean {
  const recognised = recognise(workflow, {}, observation);
  return typeof recognised === 'object' && recognised.stage.role !== 'opening' && recognised.stage.role !== 'boot';
}
