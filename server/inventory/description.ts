// The inventories that belong to no boot server or deployer.
import type { PlugIn } from '../inputs/contract/plug-in.ts';
import { csv } from './csv.ts';
import { ethers } from './ethers.ts';
import { inventoryFile } from './inventory-file.ts';

export const ownFile = { name: 'inventory file', page: 'inventory.md#file-our-own-format', inventory: inventoryFile } satisfies PlugIn;
export const csvFile = { name: 'CSV', page: 'inventory.md#csv-netbox-foreman-or-a-spreadsheet', inventory: csv } satisfies PlugIn;
export const ethersFile = { name: 'ethers', page: 'inventory.md#ethers', inventory: ethers } satisfies PlugIn;
