// The workflows in force: the built-in ones, then the site's own files, then the limits of the settings; and the variants for some backends.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expandNodeset } from '../../state-machines/nodeset.ts';
import { parseWorkflow, WorkflowError, type Workflow } from '../../state-machines/workflow/workflow.ts';
import { builtInWorkflows } from '../../state-machines/workflow/built-in.ts';
import { SettingsError } from './settings-error.ts';
import type { LimitSettings } from './limit-settings.ts';
import { Variants, withLimits, type Group, type LimitChange, type StageLimits } from '../core/variants.ts';
import { openYamlFile, type YamlFile } from './yaml-file.ts';

export interface WorkflowSet {
  workflows: Map<string, Workflow>;
  variants: Variants;
}

/** All workflows by name. Throws a SettingsError that lists every mistake in every file. */
export function loadWorkflows(folder: string | undefined, limits: LimitSettings = {}): Map<string, Workflow> {
  return loadWorkflowSet(folder, limits).workflows;
}

/** The same with the variants for some backends. The more specific is applied later: files for a group inherit the general limits. */
export function loadWorkflowSet(folder: string | undefined, limits: LimitSettings = {}): WorkflowSet {
  const workflows = new Map(builtInWorkflows);
  const mistakes: string[] = [];
  const collect = <T>(read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      mistakes.push(...error.mistakes);
      return [];
    }
  };
  const files = (folder === undefined ? [] : workflowFilesIn(folder)).flatMap((path) => collect(() => open(path)));
  for (const file of files.filter(({ backends }) => backends === undefined))
    for (const workflow of collect(() => parse(file, workflows))) workflows.set(workflow.name, workflow);
  const { perGroup, general } = sortLimits(limits);
  mistakes.push(...applyLimits(workflows, general));
  const groups = files.filter(({ backends }) => backends !== undefined).flatMap((file) => collect(() => groupOf(file, workflows)));
  const limited = Object.entries(perGroup).flatMap(([nodes, byStage]) => collect(() => limitGroup(nodes, byStage, workflows)));
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return { workflows, variants: new Variants(groups, limited) };
}

/** One workflow file, checked and completed from `known`. Throws a SettingsError that lists every mistake. */
export function readWorkflowFile(path: string, known: ReadonlyMap<string, Workflow>): Workflow {
  const file = open(path);
  return file.backends === undefined ? parse(file, known) : groupOf(file, known).change;
}

interface WorkflowSource extends YamlFile {
  path: string;
  /** The machines to which it applies; undefined: all. */
  backends: unknown;
}

function open(path: string): WorkflowSource {
  const file = openYamlFile(path);
  const { content } = file;
  return {
    ...file,
    path,
    backends: typeof content === 'object' && content !== null && 'backends' in content ? content.backends : undefined,
  };
}

function parse({ path, content, lineOf }: WorkflowSource, known: ReadonlyMap<string, Workflow>): Workflow {
  try {
    return parseWorkflow(content, known);
  } catch (error) {
    if (!(error instanceof WorkflowError)) throw error;
    throw new SettingsError(error.mistakes.map((one) => `${path}:${lineOf(placeOf(one.path, content))}: ${one.text}`));
  }
}

/** Mistakes refer to a stage by name; in the file it is an element of a list. */
function placeOf([first, stage, ...rest]: readonly PropertyKey[], content: unknown): readonly PropertyKey[] {
  if (first === undefined) return [];
  if (typeof stage !== 'string') return stage === undefined ? [first] : [first, stage, ...rest];
  const stages = (content as { stages?: { name?: unknown }[] }).stages ?? [];
  const at = stages.findIndex(({ name }) => name === stage);
  return at < 0 ? [first] : [first, at, ...rest];
}

function groupOf(file: WorkflowSource, workflows: ReadonlyMap<string, Workflow>): Group<Workflow> {
  const change = parse(file, workflows);
  return { backends: nodesOf(String(file.backends), `${file.path}:${file.lineOf(['backends'])}: backends`), change };
}

function nodesOf(nodes: string, place: string): ReadonlySet<string> {
  try {
    return new Set(expandNodeset(nodes).map((name) => name.toLowerCase()));
  } catch (error) {
    throw new SettingsError([`${place}: ${(error as Error).message}`]);
  }
}

/** The files of a folder in order of their names, so that later files can extend earlier ones. */
function workflowFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:ya?ml|json)$/.test(name))
      .toSorted()
      .map((name) => join(folder, name));
  } catch (error) {
    throw new SettingsError([`workflows: ${folder} cannot be read: ${(error as Error).message}`]);
  }
}

type Limit = number | LimitChange;
type ByStage = Readonly<Record<string, Limit>>;

interface SortedLimits {
  perGroup: Readonly<Record<string, ByStage>>;
  general: Readonly<Record<string, Limit | ByStage>>;
}

/** The schema of the settings has node sets only under `backends`. */
function sortLimits({ backends = {}, ...general }: LimitSettings): SortedLimits {
  return { perGroup: backends, general } as SortedLimits;
}

/** `limits` by stage, or by workflow and stage. */
function applyLimits(workflows: Map<string, Workflow>, limits: Readonly<Record<string, Limit | ByStage>>): string[] {
  return Object.entries(limits).flatMap(([key, value]) => {
    const forAll = isLimit(value);
    const own = workflows.get(key);
    if (!forAll && !own) return [`limits.${key}: no such workflow`];
    const targets = forAll || !own ? [...workflows.values()] : [own];
    const byStage = stageLimits(forAll ? { [key]: value } : value);
    for (const { name } of targets) {
      const workflow = workflows.get(name);
      if (workflow) workflows.set(name, withLimits(workflow, byStage));
    }
    return unknownStages(byStage, targets).map((stage) => `limits.${key}: no stage is called ${stage}`);
  });
}

/** Limits for the machines of a node set. */
function limitGroup(nodes: string, byStage: ByStage, workflows: ReadonlyMap<string, Workflow>): Group<StageLimits> {
  const place = `limits.backends.${nodes}`;
  return { backends: nodesOf(nodes, place), change: readLimits(byStage, workflows, place) };
}

/** Limits by stage; each stage must exist in some workflow. */
export function readLimits(byStage: ByStage, workflows: ReadonlyMap<string, Workflow>, place: string): StageLimits {
  const limits = stageLimits(byStage);
  const unknown = unknownStages(limits, [...workflows.values()]);
  if (unknown.length > 0) throw new SettingsError(unknown.map((stage) => `${place}: no stage is called ${stage}`));
  return limits;
}

function isLimit(value: Limit | ByStage): value is Limit {
  return typeof value === 'number' || 'limitSeconds' in value || 'failAfterSeconds' in value;
}

function stageLimits(byStage: ByStage): StageLimits {
  return new Map(Object.entries(byStage).map(([stage, limit]) => [stage, typeof limit === 'number' ? { limitSeconds: limit } : limit]));
}

function unknownStages(limits: StageLimits, workflows: readonly Workflow[]): string[] {
  return [...limits.keys()].filter((stage) => workflows.every(({ index }) => !index.has(stage)));
}
