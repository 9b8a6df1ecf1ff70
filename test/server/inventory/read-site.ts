// The inventory of a site by all providers there are.
import { providers } from '../../../server/inputs/catalogue.ts';
import { readInventory as readBy, type Inventory, type InventoryOptions } from '../../../server/inventory/read-inventory.ts';

export const readInventory = (options: Omit<InventoryOptions, 'providers'>): Promise<Inventory> => readBy({ providers, ...options });
