// All providers, in the order in which their word counts: what is kept for us first, then who installs machines, then who only gives them addresses.
import { cobbler } from '../inputs/cobbler/inventory.ts';
import { csv } from './csv.ts';
import { dhcpd } from '../inputs/isc-dhcpd/inventory.ts';
import { dnsmasq } from '../inputs/dnsmasq/inventory.ts';
import { ethers } from './ethers.ts';
import { inventoryFile } from './inventory-file.ts';
import type { ProviderName } from './inventory-settings.ts';
import { kea } from '../inputs/kea/inventory.ts';
import type { Provider } from './provider.ts';
import { stacki } from '../inputs/stacki/inventory.ts';
import { xcat } from '../inputs/xcat/inventory.ts';

export const providers: Readonly<Record<ProviderName, Provider>> = {
  file: inventoryFile,
  csv,
  stacki,
  xcat,
  cobbler,
  kea,
  dhcpd,
  dnsmasq,
  ethers,
};
