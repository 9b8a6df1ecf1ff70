// Cobbler: its install log and its system inventory.
import { isReadBy } from '../contract/is-read-by.ts';
import { usualLog, type PlugIn } from '../contract/plug-in.ts';
import { logSource } from '../following/log-source.ts';
import { createCobblerParser } from './install-log.ts';
import { cobbler as inventory } from './inventory.ts';

export const cobbler = {
  name: 'cobbler',
  page: 'ways-in.md#xcat-and-cobbler',
  formats: [{ name: 'cobbler-install-log', title: 'Cobbler’s', isLine: isReadBy(createCobblerParser), createParser: createCobblerParser }],
  logNames: { names: ['install.log'] },
  sources: [logSource('cobbler-install-log', 'cobbler-install-log', { formats: ['cobbler-install-log'] })],
  usualSources: [usualLog('cobbler-install-log', '/var/log/cobbler/install.log')],
  inventory,
} satisfies PlugIn;
