// The one list of all that the program can read. Adding something means its folder and a line here; see CONTRIBUTING.md. Only service/,
// commands/, doctor/ and settings/ may import it, and hand down what others need.
//
// The order counts twice. Of two formats that a line has, the first is taken: xCAT's lines are syslog too, and syslog may hold an access log.
// Of two inventories that contradict each other, the first is believed: what is kept for us, then who installs machines, then who only gives
// them addresses.
import { anyLog } from './any-log/index.ts';
import { apache } from './apache/index.ts';
import { atftpd } from './atftpd/index.ts';
import { caddy } from './caddy/index.ts';
import { cobbler } from './cobbler/index.ts';
import type { PlugIn } from './contract/plug-in.ts';
import { dnsmasq } from './dnsmasq/index.ts';
import { fai } from './fai/index.ts';
import { hostos } from './hostos/index.ts';
import { csvFile, ethersFile, ownFile } from '../inventory/index.ts';
import { iscDhcpd } from './isc-dhcpd/index.ts';
import { journald } from './journald/index.ts';
import { kadeploy } from './kadeploy/index.ts';
import { kea } from './kea/index.ts';
import { knownLogsOf } from './known-logs.ts';
import { lighttpd } from './lighttpd/index.ts';
import { siteModule } from './module/index.ts';
import { mqtt } from './mqtt/index.ts';
import { nginx } from './nginx/index.ts';
import { stacki } from './stacki/index.ts';
import { starlingx } from './starlingx/index.ts';
import { syslog } from './syslog/index.ts';
import { tftpdHpa } from './tftpd-hpa/index.ts';
import { webLogs } from './web-logs/index.ts';
import { xcat } from './xcat/index.ts';

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
