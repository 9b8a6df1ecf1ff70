// What a command starts from: the settings with the workflows and the inventory that they name, each checked.
import { loadInventory } from '../inventory.ts';
import type { DeclaredBackend } from '../registry.ts';
import { SettingsError } from '../settings-error.ts';
import { loadSettings, type Settings } from '../settings.ts';
import { loadWorkflowSet, readLimits } from '../workflow-files.ts';
import { noVariants, type Group, type StageLimits, type Variants } from '../variants.ts';
import type { Workflow } from '../../state-machines/workflow.ts';

export interface Environment {
  settings: Settings;
  settingsFile: string | null;
  workflows: ReadonlyMap<string, Workflow>;
  /** What is different for some backends; left out: nothing. */
  variants?: Variants | undefined;
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
  const { workflows, variants } = collect(() => loadWorkflowSet(settings.workflows, settings.limits)) ?? {
    workflows: new Map<string, Workflow>(),
    variants: noVariants,
  };
  const inventoryFile = overrides.inventory ?? settings.inventory?.file;
  const inventory =
    inventoryFile === undefined || workflows.size === 0
      ? undefined
      : collect(() => loadInventory(inventoryFile, new Set(workflows.keys())));
  const workflow = overrides.workflow ?? settings.workflow;
  if (workflow !== undefined && workflows.size > 0 && !workflows.has(workflow))
    mistakes.push(`no workflow is called ${workflow}; there are ${[...workflows.keys()].join(', ')}`);
  const limits = collect(() => inventoryLimits(inventory ?? [], workflows)) ?? [];
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return {
    settings: workflow === undefined ? settings : { ...settings, workflow },
    settingsFile: file,
    workflows,
    variants: variants.with(limits),
    inventory,
  };
}

/** Backends with the same limits are one group. */
function inventoryLimits(inventory: readonly DeclaredBackend[], workflows: ReadonlyMap<string, Workflow>): Group<StageLimits>[] {
  const having = inventory.filter(({ limits }) => limits !== undefined);
  return [...Map.groupBy(having, ({ limits }) => JSON.stringify(limits)).values()].map((group) => ({
    backends: new Set(group.map(({ host }) => host.toLowerCase())),
    change: readLimits(group[0]?.limits ?? {}, workflows, `inventory: limits of ${group[0]?.host}`),
  }));
}
