// All providers, in the order in which their word counts: what is kept for us first, then who installs machines, then who only gives them addresses.
import { cobbler } from './cobbler.ts';
import { csv } from './csv.ts';
import { dhcpd } from './dhcpd.ts';
import { dnsmasq } from './dnsmasq.ts';
import { ethers } from './ethers.ts';
import { inventoryFile } from './inventory-file.ts';
import type { ProviderName } from './inventory-settings.ts';
import { kea } from './kea.ts';
import type { Provider } from './provider.ts';
import { stacki } from './stacki.ts';
import { xcat } from './xcat.ts';

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
