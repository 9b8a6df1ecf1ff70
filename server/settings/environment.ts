// The checked configuration of a command: the settings, with the workflows and the inventory that they refer to.
import type { InventorySettings } from '../inventory/inventory-settings.ts';
import { isStated } from '../inventory/inventory-settings.ts';
import { providers } from '../inputs/catalogue.ts';
import { readInventory, type Inventory } from '../inventory/read-inventory.ts';
import type { DeclaredBackend } from '../core/registry.ts';
import { SettingsError } from './settings-error.ts';
import { loadSettings, type Settings } from './settings.ts';
import { loadWorkflowSet, readLimits } from './workflow-files.ts';
import { noVariants, type Group, type StageLimits, type Variants } from '../core/variants.ts';
import type { Workflow } from '../../state-machines/workflow/workflow.ts';

export interface Environment {
  settings: Settings;
  settingsFile: string | null;
  workflows: ReadonlyMap<string, Workflow>;
  /** Variants for some backends; default: none. */
  variants?: Variants | undefined;
  inventory: DeclaredBackend[] | undefined;
  /** What each provider contributes to the inventory; undefined if none was read. */
  found?: Inventory | undefined;
}

export interface LoadedEnvironment extends Environment {
  found: Inventory;
  /** Rereads the inventory. A provider that cannot be read keeps its previous content. */
  reread: () => Promise<LoadedEnvironment>;
}

export interface Overrides {
  inventory?: string | undefined;
  workflow?: string | undefined;
  /** Whether to search this host for an inventory if the settings name none; default: true. */
  looksAround?: boolean;
  /** The previous configuration. */
  before?: LoadedEnvironment | undefined;
}

/** Throws a SettingsError that lists the mistakes of all files. `overrides`: from the command line. */
export async function loadEnvironment(configFile: string | undefined, overrides: Overrides = {}): Promise<LoadedEnvironment> {
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
  const base = { settings, settingsFile: file, workflows, variants };
  const stated = statedInventory(settings, overrides);
  const found = workflows.size === 0 ? nothingFound : await inventoryOf(base, stated, overrides.before?.found);
  mistakes.push(...found.readings.filter(({ provider }) => isOurs(provider)).flatMap((reading) => reading.mistakes));
  const workflow = overrides.workflow ?? settings.workflow;
  if (workflow !== undefined && workflows.size > 0 && !workflows.has(workflow))
    mistakes.push(`no workflow is called ${workflow}; known workflows: ${[...workflows.keys()].join(', ')}`);
  collect(() => inventoryLimits(found, workflows));
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  // Discovery is off by default only if the settings name an inventory: one that was found on this host may be incomplete.
  const discovery = settings.discovery ?? (found.backends === undefined || !isStated(stated));
  return withInventory({ ...base, settings: { ...settings, workflow, discovery } }, stated, found);
}

type Base = Pick<LoadedEnvironment, 'settings' | 'settingsFile' | 'workflows'> & { variants: Variants };
const nothingFound: Inventory = { readings: [], backends: undefined, warnings: [] };

function statedInventory({ inventory }: Settings, { inventory: file, looksAround = true }: Overrides): InventorySettings | undefined {
  if (file !== undefined) return { file };
  return inventory ?? (looksAround ? undefined : {});
}

function isOurs(provider: string): boolean {
  return providers.some(({ name, isOurs: ours = false }) => ours && name === provider);
}

function inventoryOf({ workflows }: Base, settings: InventorySettings | undefined, before?: Inventory): Promise<Inventory> {
  return readInventory({ providers, settings, workflows: new Set(workflows.keys()), before });
}

function withInventory(base: Base, stated: InventorySettings | undefined, found: Inventory): LoadedEnvironment {
  return {
    ...base,
    variants: base.variants.with(inventoryLimits(found, base.workflows)),
    inventory: found.backends,
    found,
    reread: async () => withInventory(base, stated, await inventoryOf(base, stated, found)),
  };
}

/** Backends with the same limits form one group. Only our own file has limits, and its names take precedence. */
function inventoryLimits({ readings }: Inventory, workflows: ReadonlyMap<string, Workflow>): Group<StageLimits>[] {
  const having = readings.flatMap(({ machines }) => machines ?? []).filter(({ limits }) => limits !== undefined);
  return [...Map.groupBy(having, ({ limits }) => JSON.stringify(limits)).values()].map((group) => ({
    backends: new Set(group.flatMap(({ host }) => host?.toLowerCase() ?? [])),
    change: readLimits(group[0]?.limits ?? {}, workflows, `${group[0]?.at}: limits of ${group[0]?.host}`),
  }));
}
