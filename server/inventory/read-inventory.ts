// Finds the providers of this site, reads each, and combines their machines into one inventory. A provider that can't be read keeps its previous
// machines.
import { SettingsError } from '../settings/settings-error.ts';
import type { DeclaredBackend } from '../core/registry.ts';
import { combine } from './combine.ts';
import { isStated, type InventorySettings } from './inventory-settings.ts';
import type { KnownMachine, Provider } from './provider.ts';
import { SiteFiles, type SiteOptions } from './site-files.ts';

export interface InventoryOptions extends SiteOptions {
  /** In order of precedence. */
  providers: readonly Provider[];
  settings: InventorySettings | undefined;
  workflows: ReadonlySet<string>;
  /** The previous result. */
  before?: Inventory | undefined;
}

/** The result of one provider at one place. */
export interface Reading {
  /** Its name. */
  provider: string;
  place: string;
  /** Undefined: it has never been readable. */
  machines: readonly KnownMachine[] | undefined;
  /** Why it could not be read this time. */
  mistakes: readonly string[];
  warnings: readonly string[];
  /** What to watch for changes. */
  files: readonly string[];
}

export interface Inventory {
  /** When reading began, epoch milliseconds; if omitted, nothing was read. */
  readAtMs?: number;
  readings: readonly Reading[];
  /** Undefined: no provider of this site knows any machine. */
  backends: DeclaredBackend[] | undefined;
  /** Contradictions between providers, and what they can't read. */
  warnings: readonly string[];
}

export async function readInventory(options: InventoryOptions): Promise<Inventory> {
  const readAtMs = Date.now();
  const places = await findPlaces(options, new SiteFiles(options));
  const readings = await Promise.all(places.map((place) => readPlace(place, options)));
  const known = options.providers.map(({ name, knowsInstalls }) => ({
    machines: readings.filter(({ provider }) => provider === name).flatMap(({ machines }) => machines ?? []),
    // A provider named in the settings shows all its machines.
    whenSeen: !isStated(options.settings) && !knowsInstalls,
  }));
  const { backends, warnings } = combine(known);
  const isKnown = isStated(options.settings) && readings.some(({ machines }) => machines !== undefined);
  const isThere = backends.length > 0 || isKnown || options.before?.backends !== undefined;
  return {
    readAtMs,
    readings,
    backends: isThere ? backends : undefined,
    warnings: [...readings.flatMap((reading) => reading.warnings), ...warnings],
  };
}

interface Place {
  provider: Provider;
  place: string;
}

/** The places in the settings, existing or not; else the usual places that exist. */
export async function findPlaces(
  { providers, settings }: Pick<InventoryOptions, 'providers' | 'settings'>,
  site: SiteFiles,
): Promise<Place[]> {
  const found = await Promise.all(
    providers.map(async (provider) => (await placesOf(provider, settings, site)).map((place) => ({ provider, place }))),
  );
  return found.flat();
}

async function placesOf(
  { name, usualPlaces }: Provider,
  settings: InventorySettings | undefined,
  site: SiteFiles,
): Promise<readonly string[]> {
  const said = settings ? (settings[name] ?? false) : true;
  if (said === false) return [];
  if (said !== true) return [said].flat();
  const there = await Promise.all(usualPlaces.map((place) => site.exists(place)));
  const found = usualPlaces.filter((_, i) => there[i]);
  return found.length === 0 && settings ? usualPlaces.slice(0, 1) : found;
}

async function readPlace({ provider, place }: Place, options: InventoryOptions): Promise<Reading> {
  const site = new SiteFiles(options);
  const warnings: string[] = [];
  const asked = { place, site, workflows: options.workflows, warn: (text: string) => void warnings.push(text) };
  try {
    const machines = await provider.read(asked);
    return { provider: provider.name, place, machines, mistakes: [], warnings, files: [...site.seen] };
  } catch (error) {
    const mistakes = error instanceof SettingsError ? error.mistakes : [`${place}: ${(error as Error).message}`];
    const before = options.before?.readings.find((one) => one.provider === provider.name && one.place === place);
    return {
      provider: provider.name,
      place,
      machines: before?.machines,
      mistakes,
      warnings: before?.warnings ?? [],
      files: [...site.seen],
    };
  }
}
