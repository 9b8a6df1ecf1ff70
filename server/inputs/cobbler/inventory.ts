// Reads Cobbler's systems from the JSON files of its collections: those of 2.x (`config/systems.d`), of 3.x (`collections/systems`), and of its
// next version, which stores interfaces in a separate collection. Collections in MongoDB or SQLite are not supported.
import * as z from 'zod';
import { normaliseIp } from '../contract/addresses.ts';
import { SettingsError } from '../../settings/settings-error.ts';
import { readHardwareAddress } from '../../inventory/hardware-address.ts';
import { parseJson } from '../../settings/parse-json.ts';
import type { Asked, KnownMachine, Provider } from '../../inventory/provider.ts';

const text = z.string().nullish();
const address = z.object({ address: text });
const interfaceSchema = z.object({
  mac_address: text,
  ip_address: text,
  ipv6_address: text,
  interface_type: text,
  ipv4: address.nullish(),
  ipv6: address.nullish(),
});
const item = z.object({ name: z.string(), uid: text });
const systemSchema = item.extend({ hostname: text, profile: text, interfaces: z.record(z.string(), interfaceSchema).nullish() });
const profileSchema = item.extend({ distro: text, parent: text });
const distroSchema = item.extend({ kernel: text, initrd: text });
const ownInterfaceSchema = interfaceSchema.extend({ system_uid: z.string() });
type System = z.infer<typeof systemSchema>;
type Profile = z.infer<typeof profileSchema>;

export const cobbler: Provider = {
  name: 'cobbler',
  usualPlaces: ['/var/lib/cobbler/collections', '/var/lib/cobbler/config'],
  asks: 'files',
  knowsInstalls: true,
  read: async (asked) => {
    const collection = await openCollections(asked);
    const interfaces = Map.groupBy(await collection('network_interfaces', ownInterfaceSchema), ({ value }) => value.system_uid);
    const profiles = byNameAndUid((await collection('profiles', profileSchema)).map(({ value }) => value));
    const distros = byNameAndUid((await collection('distros', distroSchema)).map(({ value }) => value));
    return (await collection('systems', systemSchema)).map(({ value: system, file }) => {
      const distro = distros.get(distroNameOf(system.profile, profiles) ?? '');
      const own = [...Object.values(system.interfaces ?? {}), ...(interfaces.get(system.uid ?? '') ?? []).map(({ value }) => value)];
      return {
        host: nameOf(system),
        interfaces: own.flatMap(readInterface),
        ...(asked.workflows.has('cobbler') && { workflow: 'cobbler' }),
        files: { installKernel: baseName(distro?.kernel), installRamdisk: baseName(distro?.initrd) },
        at: file,
      };
    });
  },
};

interface Kept<T> {
  value: T;
  file: string;
}

async function openCollections({ place, site }: Asked) {
  const [folders] = [await site.names(place)];
  if (!folders.some((name) => /^systems(?:\.d)?$/.test(name)))
    throw new SettingsError([`${place}: contains neither systems/ nor systems.d/; Cobbler's other storage backends are not supported`]);
  return async <T>(name: string, schema: z.ZodType<T>): Promise<Kept<T>[]> => {
    const folder = folders.find((one) => one === name || one === `${name}.d`);
    const files = folder === undefined ? [] : (await site.names(`${place}/${folder}`)).filter((file) => file.endsWith('.json'));
    const paths = files.map((file) => `${place}/${folder}/${file}`);
    return Promise.all(paths.map(async (file) => ({ value: parseJson(await site.text(file), file, schema), file })));
  };
}

function byNameAndUid<T extends { name: string; uid?: string | null | undefined }>(items: readonly T[]): Map<string, T> {
  return new Map(items.flatMap((one) => [[one.name, one] as const, [one.uid ?? one.name, one] as const]));
}

/** A profile without a distribution inherits its parent's. */
function distroNameOf(profile: string | null | undefined, profiles: ReadonlyMap<string, Profile>, depth = 20): string | undefined {
  const found = profiles.get(profile ?? '');
  if (!found || depth === 0) return undefined;
  return found.distro && found.distro !== '<<inherit>>' ? found.distro : distroNameOf(found.parent, profiles, depth - 1);
}

function nameOf({ hostname, name }: System): string {
  return hostname && hostname !== '<<inherit>>' ? hostname : name;
}

/** The management controller is a separate machine. */
function readInterface({ interface_type: kind, ...one }: z.infer<typeof interfaceSchema>): KnownMachine['interfaces'] {
  if (kind === 'bmc') return [];
  const mac = readHardwareAddress(one.mac_address ?? '');
  const ips = [one.ip_address, one.ipv4?.address, one.ipv6_address, one.ipv6?.address].flatMap((ip) => normaliseIp(ip ?? '') ?? []);
  if (ips.length === 0) return mac === undefined ? [] : [{ mac }];
  return ips.map((ip) => (mac === undefined ? { ip } : { mac, ip }));
}

function baseName(path: string | null | undefined): string | undefined {
  return path?.split('/').at(-1) || undefined;
}
