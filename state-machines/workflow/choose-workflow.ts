// Which workflow a machine follows that nobody declared: told by what it asks for and reports, and corrected by what says more. Pure.
import { fitsPath, httpFileRole, recognise } from './recognise.ts';
import type { Observation, Sight } from '../vocabulary.ts';
import { longestPiece, matchesLower } from './wildcard.ts';
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

/** What many machines ask for is looked at once. So many names are remembered, then all are forgotten. */
const shownKept = 1_000;

/** What was found under some workflows so far. */
interface Shown {
  /** Fits whatever any of their signs may fit, and costs less than one of them: most files show no workflow. */
  hint: RegExp;
  found: Map<string, Workflow | undefined>;
}

const shown = new WeakMap<ReadonlyMap<string, Workflow>, Shown>();

/** The workflow that an observation is a sign of, whatever the machine followed so far. It goes by what is asked for, not by who asks. */
export function workflowShown(workflows: ReadonlyMap<string, Workflow>, { sight }: Observation): Workflow | undefined {
  if (sight.kind !== 'tftp' && sight.kind !== 'http' && sight.kind !== 'event') return undefined;
  const { hint, found } = shown.get(workflows) ?? { hint: hintOf(workflows), found: new Map<string, Workflow | undefined>() };
  shown.set(workflows, { hint, found });
  const name = sight.kind === 'tftp' ? sight.file : sight.kind === 'http' ? sight.path : sight.name;
  if (!hint.test(name.toLowerCase())) return undefined;
  const key = `${sight.kind} ${name}`;
  if (found.has(key)) return found.get(key);
  const words = wordsOf(sight);
  const workflow = [...workflows.values()].findLast(({ recognise: signs }) => signs.some((sign) => shows(sign, words)));
  if (found.size >= shownKept) found.clear();
  found.set(key, workflow);
  return workflow;
}

/** The longest piece of each sign's pattern. */
function hintOf(workflows: ReadonlyMap<string, Workflow>): RegExp {
  const signs = [...workflows.values()].flatMap(({ recognise: all }) => all);
  return new RegExp(signs.map((sign) => RegExp.escape(longestPiece(patternOf(sign)))).join('|'));
}

function patternOf(sign: Sign): string {
  if (typeof sign === 'string') return sign;
  return 'tftpFile' in sign ? sign.tftpFile : 'event' in sign ? sign.event : sign.http;
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
