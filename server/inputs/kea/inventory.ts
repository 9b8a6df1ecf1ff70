// Reservations of Kea's DHCPv4 and DHCPv6 servers: global, in shared networks and in subnets, from its JSON with comments and includes. Reservations
// in a host database are not supported.
import * as z from 'zod';
import { normaliseIp } from '../contract/addresses.ts';
import { SettingsError } from '../../settings/settings-error.ts';
import { macInIdentifier, readHardwareAddress } from '../../inventory/hardware-address.ts';
import { expandKeaConfig } from './kea-syntax.ts';
import { parseJson } from '../../settings/parse-json.ts';
import type { Asked, KnownMachine, Provider } from '../../inventory/provider.ts';

const reservationSchema = z.object({
  hostname: z.string().optional(),
  'hw-address': z.string().optional(),
  duid: z.string().optional(),
  'client-id': z.string().optional(),
  'ip-address': z.string().optional(),
  'ip-addresses': z.array(z.string()).optional(),
});
type Reservation = z.infer<typeof reservationSchema>;
const subnetSchema = z.object({ reservations: z.array(reservationSchema).optional() });
const networkSchema = subnetSchema.extend({ subnet4: z.array(subnetSchema).optional(), subnet6: z.array(subnetSchema).optional() });
const serverSchema = networkSchema.extend({
  'shared-networks': z.array(networkSchema).optional(),
  'hosts-database': z.object({ type: z.string().optional() }).optional(),
  'hosts-databases': z.array(z.object({ type: z.string().optional() })).optional(),
});
const configSchema = z.object({ Dhcp4: serverSchema.optional(), Dhcp6: serverSchema.optional() });
type Network = z.infer<typeof networkSchema>;
type Server = z.infer<typeof serverSchema>;

export const kea: Provider = {
  name: 'kea',
  usualPlaces: ['/etc/kea/kea-dhcp4.conf', '/etc/kea/kea-dhcp6.conf'],
  asks: 'files',
  knowsInstalls: false,
  read: async (asked) => {
    const { place, site, warn } = asked;
    const { text, lineOf } = await expandKeaConfig(place, site);
    const { Dhcp4, Dhcp6 } = parseJson(text, place, configSchema, lineOf);
    const servers: Server[] = [Dhcp4, Dhcp6].filter((server) => server !== undefined);
    if (servers.length === 0) throw new SettingsError([`${place}: contains neither Dhcp4 nor Dhcp6`]);
    const databases = servers.flatMap((server) => server['hosts-databases'] ?? server['hosts-database'] ?? []);
    if (databases.length > 0)
      warn(`${place}: reservations in a host database (${databases.map(({ type }) => type ?? '?').join(', ')}) are not supported`);
    const networks = servers.flatMap((server): Network[] => [server, ...(server['shared-networks'] ?? [])]);
    return networks.flatMap(reservationsOf).flatMap((reservation) => toMachine(reservation, asked));
  },
};

function reservationsOf({ reservations = [], subnet4 = [], subnet6 = [] }: Network): Reservation[] {
  return [...reservations, ...[...subnet4, ...subnet6].flatMap((subnet) => subnet.reservations ?? [])];
}

function toMachine({ hostname, ...ids }: Reservation, { place }: Asked): KnownMachine[] {
  const mac = readHardwareAddress(ids['hw-address'] ?? '') ?? macInIdentifier(ids.duid ?? '') ?? macInIdentifier(ids['client-id'] ?? '');
  const ips = [ids['ip-address'] ?? '', ...(ids['ip-addresses'] ?? [])].flatMap((ip) => normaliseIp(ip) ?? []);
  const interfaces = ips.length === 0 ? [{ mac }] : ips.map((ip) => ({ mac, ip }));
  const host = hostname?.replace(/\.$/, '') || undefined;
  return interfaces.some((one) => ('ip' in one ? one.ip : one.mac) !== undefined) ? [{ host, interfaces, at: place }] : [];
}
