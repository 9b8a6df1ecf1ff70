// What a command starts from: the settings with the workflows and the inventory that they name, each checked.
import { loadInventory } from '../inventory.ts';
import type { DeclaredBackend } from '../registry.ts';
import { SettingsError } from '../settings-error.ts';
import { loadSettings, type Settings } from '../settings.ts';
import { loadWorkflows } from '../workflow-files.ts';
import type { Workflow } from '../../state-machines/workflow.ts';

export interface Environment {
  settings: Settings;
  settingsFile: string | null;
  workflows: ReadonlyMap<string, Workflow>;
  inventory: DeclaredBackend[] | undefined;
}

/** Throws a SettingsError that lists the mistakes of all files. `overrides` come from the command line. */
export function loadEnvironment(
  configFile: string | undefined,
  overrides: { inventory?: string | undefined; workflow?: string | undefined } = {},
): Environment {
  const { settings, file } = loadSettings(configFile);
  const mistakes: string[] = [];
  const collect = <T>(load: () => T): T | undefined => {
    try {
      return load();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      mistakes.push(...error.mistakes);
      return undefined;
    }
  };
  const workflows = collect(() => loadWorkflows(settings.workflows, settings.limits)) ?? new Map<string, Workflow>();
  const inventoryFile = overrides.inventory ?? settings.inventory?.file;
  const inventory =
    inventoryFile === undefined || workflows.size === 0
      ? undefined
      : collect(() => loadInventory(inventoryFile, new Set(workflows.keys())));
  const workflow = overrides.workflow ?? settings.workflow;
  if (workflow !== undefined && workflows.size > 0 && !workflows.has(workflow))
    mistakes.push(`no workflow is called ${workflow}; there are ${[...workflows.keys()].join(', ')}`);
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return { settings: workflow === undefined ? settings : { ...settings, workflow }, settingsFile: file, workflows, inventory };
}
