// Kea's DHCP servers, for IPv4 and IPv6.
import { isReadBy } from '../contract/is-read-by.ts';
import { usualLog, type BootServer, type PlugIn } from '../contract/plug-in.ts';
import { checkKea } from './doctor.ts';
import { kea as inventory } from './inventory.ts';
import { createKeaLogParser } from './kea-log.ts';
import { createKeaReader } from './kea-messages.ts';

/** The tag in syslog, and in its own file: `INFO  [kea-dhcp4.leases/127.14…]`. */
const daemon = (name: string): BootServer => ({
  name,
  serves: ['DHCP'],
  processes: [name],
  units: [`${name}-server`, name],
  tag: new RegExp(`(?:\\s${name}: |\\[${name}\\.)`),
});

export const kea = {
  name: 'kea',
  page: 'boot-servers/kea.md',
  logging: {
    title: 'Kea',
    enable: 'nothing; the severity must not be above `INFO`',
    notShown: 'below `DEBUG`: a refusal (DHCPNAK), and a DISCOVER without a reply; host names',
  },
  programs: () => ({ 'kea-dhcp4': createKeaReader(), 'kea-dhcp6': createKeaReader() }),
  formats: [
    {
      name: 'kea-log',
      title: 'Kea’s own',
      isLine: isReadBy(() => createKeaLogParser({ timeZone: 'UTC' })),
      createParser: createKeaLogParser,
    },
  ],
  logNames: { names: ['kea-dhcp4.log', 'kea-dhcp6.log'] },
  usualSources: [usualLog('log', '/var/log/kea/kea-dhcp4.log'), usualLog('log', '/var/log/kea/kea-dhcp6.log')],
  inventory,
  servers: [daemon('kea-dhcp4'), daemon('kea-dhcp6')],
  check: checkKea,
} satisfies PlugIn;
