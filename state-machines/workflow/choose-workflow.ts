// Chooses the workflow of an undeclared machine from its requests and reports, and corrects the choice when more specific signs arrive. Pure.
import { fitsPath, httpFileRole, recognise } from './recognise.ts';
import type { Observation, Sight } from '../vocabulary.ts';
import { longestPiece, matchesLower } from './wildcard.ts';
import type { Sign, Workflow } from './workflow.ts';

export interface Present {
  workflow: Workflow;
  /** Whether a request or report of this run identified it; otherwise it is the default, or the previous run's workflow. */
  told: boolean;
}

/**
 * The workflow that `observation` identifies; undefined if it says nothing new. `workflows` is sorted from general to specific: a file that
 * Cobbler serves is a kickstart file too. A choice is only ever corrected towards the specific, so that no run switches back and forth.
 */
export function chooseWorkflow(workflows: ReadonlyMap<string, Workflow>, present: Present, observation: Observation): Workflow | undefined {
  const found = workflowShown(workflows, observation);
  if (!found || found.name === present.workflow.name) return found;
  const order = [...workflows.values()];
  const isBehind = order.indexOf(found) > order.findIndex(({ name }) => name === present.workflow.name);
  return (present.told && !isBehind) || isOwnStage(present.workflow, observation) ? undefined : found;
}

/** Size of the cache of names: many machines request the same files. When it is full, it is cleared. */
const shownKept = 1_000;

/** Cached results for one list of workflows. */
interface Shown {
  /** A cheap pre-filter that matches everything their signs can match: most files identify no workflow. */
  hint: RegExp;
  found: Map<string, Workflow | undefined>;
}

const shown = new WeakMap<ReadonlyMap<string, Workflow>, Shown>();

/** The workflow that an observation identifies, regardless of the machine and its current workflow. */
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

/** The longest literal part of each sign's pattern. */
function hintOf(workflows: ReadonlyMap<string, Workflow>): RegExp {
  const signs = [...workflows.values()].flatMap(({ recognise: all }) => all);
  return new RegExp(signs.map((sign) => RegExp.escape(longestPiece(patternOf(sign)))).join('|'));
}

function patternOf(sign: Sign): string {
  if (typeof sign === 'string') return sign;
  return 'tftpFile' in sign ? sign.tftpFile : 'event' in sign ? sign.event : sign.http;
}

/** The texts that signs are matched against, in lower case. */
interface Words {
  /** A boot file is identified by its name or its directories: `images/rocky-9/vmlinuz`. */
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

/**
 * A site's own workflow keeps its machines if it expects the request itself. Kernels and boot configurations do not count: every workflow has
 * them.
 */
function isOwnStage(workflow: Workflow, observation: Observation): boolean {
  const recognised = recognise(workflow, {}, observation);
  return typeof recognised === 'object' && recognised.stage.role !== 'opening' && recognised.stage.role !== 'boot';
}
