// The list of all plug-ins. To add one, create its folder and add a line here; see CONTRIBUTING.md. Only service/, commands/, doctor/ and settings/
// may import this file, and pass on what others need.
//
// The order matters twice. If a line has two formats, the first one is used: xCAT's lines are syslog too, and syslog may contain an access log. If
// two inventories contradict each other, the first takes precedence: our own files, then deployers, then servers that only assign addresses.
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

/** Keeps the type of each plug-in, from which the type of the settings is derived. */
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

/** Everything that the plug-ins can read. */
export const knownLogs = knownLogsOf(catalogue);

/** The inventory providers, in order of precedence. */
export const providers = catalogue.flatMap(({ inventory }) => inventory ?? []);
