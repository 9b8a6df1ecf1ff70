// What the settings say about the inventory.
import * as z from 'zod';

/** In the order in which their word counts. */
export const providerNames = ['file', 'csv', 'stacki', 'xcat', 'cobbler', 'kea', 'dhcpd', 'dnsmasq', 'ethers'] as const;
export type ProviderName = (typeof providerNames)[number];

const place = z.string().min(1);
const placesSchema = z.union([z.boolean(), place, z.array(place).min(1)], 'true, a path, or a list of paths');

export const inventorySettingsSchema = z
  .strictObject(
    Object.fromEntries(providerNames.map((name) => [name, placesSchema.optional()])) as Record<
      ProviderName,
      z.ZodOptional<typeof placesSchema>
    >,
  )
  .describe(
    'inventories by provider: `true` reads its usual place, a path or a list of paths reads those, `{}` disables all; default: every provider whose usual place exists',
  );
export type InventorySettings = z.infer<typeof inventorySettingsSchema>;

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
  return Object.fromEntries(entries) as InventorySettings;
}
