// The one list of all that the program can read. Adding something means its folder and a line here; see CONTRIBUTING.md. Only service/,
// commands/, doctor/ and settings/ may import it, and hand down what others need.
//
// The order counts twice. Of two formats that a line has, the first is taken: xCAT's lines are syslog too, and syslog may hold an access log.
// Of two inventories that contradict each other, the first is believed: what is kept for us, then who installs machines, then who only gives
// them addresses.
import { anyLog } from './any-log/description.ts';
import { apache } from './apache/description.ts';
import { atftpd } from './atftpd/description.ts';
import { caddy } from './caddy/description.ts';
import { cobbler } from './cobbler/description.ts';
import type { PlugIn } from './contract/plug-in.ts';
import { dnsmasq } from './dnsmasq/description.ts';
import { fai } from './fai/description.ts';
import { hostos } from './hostos/description.ts';
import { csvFile, ethersFile, ownFile } from '../inventory/description.ts';
import { iscDhcpd } from './isc-dhcpd/description.ts';
import { journald } from './journald/description.ts';
import { kadeploy } from './kadeploy/description.ts';
import { kea } from './kea/description.ts';
import { knownLogsOf } from './known-logs.ts';
import { lighttpd } from './lighttpd/description.ts';
import { siteModule } from './module/description.ts';
import { mqtt } from './mqtt/description.ts';
import { nginx } from './nginx/description.ts';
import { stacki } from './stacki/description.ts';
import { starlingx } from './starlingx/description.ts';
import { syslog } from './syslog/description.ts';
import { tftpdHpa } from './tftpd-hpa/description.ts';
import { webLogs } from './web-logs/description.ts';
import { xcat } from './xcat/description.ts';

/** With the type of each, from which the type of the settings follows. */
export const typedCatalogue = [
  anyLog,
  ownFile,
  csvFile,
  stacki,
  xcat,
  cobbler,
  syslog,
  kea,
  iscDhcpd,
  dnsmasq,
  tftpdHpa,
  atftpd,
  webLogs,
  apache,
  nginx,
  lighttpd,
  caddy,
  journald,
  mqtt,
  fai,
  starlingx,
  kadeploy,
  hostos,
  siteModule,
  ethersFile,
] as const satisfies readonly PlugIn[];

export const catalogue: readonly PlugIn[] = typedCatalogue;

/** What all of it can read. */
export const knownLogs = knownLogsOf(catalogue);

/** Who may know the machines of a site, in the order in which they are believed. */
export const providers = catalogue.flatMap(({ inventory }) => inventory ?? []);
