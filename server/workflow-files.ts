// The workflows that are in force: ours, then the site's own files, then the limits of the settings.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseWorkflow, WorkflowError, type Workflow } from '../state-machines/workflow.ts';
import { builtInWorkflows } from '../state-machines/workflows.ts';
import { SettingsError } from './settings-error.ts';
import { readYamlFile } from './yaml-file.ts';

type Limits = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** All workflows by name. Throws a SettingsError with every mistake of every file. */
export function loadWorkflows(folder: string | undefined, limits: Limits = {}): Map<string, Workflow> {
  const workflows = new Map(builtInWorkflows);
  const mistakes: string[] = [];
  for (const file of folder === undefined ? [] : workflowFilesIn(folder)) {
    try {
      const workflow = readWorkflowFile(file, workflows);
      workflows.set(workflow.name, workflow);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      mistakes.push(...error.mistakes);
    }
  }
  mistakes.push(...applyLimits(workflows, limits));
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return workflows;
}

/** One workflow file, checked and completed from `known`. Throws a SettingsError with every mistake. */
export function readWorkflowFile(file: string, known: ReadonlyMap<string, Workflow>): Workflow {
  try {
    return parseWorkflow(readYamlFile(file), known);
  } catch (error) {
    if (error instanceof WorkflowError) throw new SettingsError(error.mistakes.map((mistake) => `${file}: ${mistake}`));
    throw error;
  }
}

/** The files of a folder in the order of their names, so that one may extend another. */
function workflowFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(?:ya?ml|json)$/.test(name))
      .toSorted()
      .map((name) => join(folder, name));
  } catch (error) {
    throw new SettingsError([`workflows: ${folder} can't be read: ${(error as Error).message}`]);
  }
}

function applyLimits(workflows: Map<string, Workflow>, limits: Limits): string[] {
  const mistakes: string[] = [];
  for (const [key, value] of Object.entries(limits)) {
    const own = typeof value === 'number' ? undefined : workflows.get(key);
    const targets = typeof value === 'number' ? [...workflows.values()] : own ? [own] : [];
    const byStage = typeof value === 'number' ? { [key]: value } : value;
    if (targets.length === 0) mistakes.push(`limits.${key}: no workflow is called that`);
    for (const [stage, seconds] of Object.entries(byStage)) {
      const having = targets.filter((workflow) => workflow.index.has(stage));
      if (having.length === 0 && targets.length > 0) mistakes.push(`limits.${key}: no stage is called ${stage}`);
      for (const workflow of having) workflows.set(workflow.name, withLimit(workflows.get(workflow.name) ?? workflow, stage, seconds));
    }
  }
  return mistakes;
}

function withLimit(workflow: Workflow, name: string, limitSeconds: number): Workflow {
  const at = workflow.index.get(name);
  return { ...workflow, stages: workflow.stages.map((stage, i) => (i === at ? { ...stage, limitSeconds } : stage)) };
}
