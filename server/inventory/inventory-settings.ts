// Inventory settings.
import * as z from 'zod';

const place = z.string().min(1);
const placesSchema = z.union([z.boolean(), place, z.array(place).min(1)], 'true, a path, or a list of paths');

/** Places by the names of providers. */
export type InventorySettings = Readonly<Record<string, z.infer<typeof placesSchema> | undefined>>;

/** `providers`: their names. */
export const inventorySettingsSchema = (providers: readonly string[]) =>
  z
    .strictObject(Object.fromEntries(providers.map((name) => [name, placesSchema.optional()])))
    .describe(
      'inventories by provider: `true` reads its usual place, a path or a list of paths reads those, `{}` disables all; default: every provider whose usual place exists',
    );

/** Whether the settings name a provider. */
export function isStated(settings: InventorySettings | undefined): settings is InventorySettings {
  return Object.values(settings ?? {}).some((places) => places !== undefined && places !== false);
}

/** With `absolute` applied to every path. */
export function withAbsolutePlaces(settings: InventorySettings, absolute: (path: string) => string): InventorySettings {
  const entries = Object.entries(settings).map(([name, places]) => [
    name,
    typeof places === 'string' ? absolute(places) : Array.isArray(places) ? places.map(absolute) : places,
  ]);
  return Object.fromEntries(entries);
}
