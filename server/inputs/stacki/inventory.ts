// Reads the machines of a Stacki frontend with its command line: hosts, interfaces, boot actions and operating system versions. Only machines that
// Stacki installs: frontends, and switches and other appliances without an install action, are skipped.
import * as z from 'zod';
import { normaliseIp } from '../contract/addresses.ts';
import { readHardwareAddress } from '../../inventory/hardware-address.ts';
import { parseJson } from '../../settings/parse-json.ts';
import type { Asked, KnownMachine, Provider } from '../../inventory/provider.ts';

const text = z.string().nullish();
const hostRows = z.array(z.object({ host: z.string(), appliance: text, os: text, osaction: text, installaction: text }));
const interfaceRows = z.array(z.object({ host: z.string(), interface: text, mac: text, ip: text }));
const actionRows = z.array(z.object({ bootaction: z.string(), type: text, os: text, kernel: text, ramdisk: text }));
const attributeRows = z.array(z.object({ host: z.string(), value: z.union([z.string(), z.number()]).nullish() }));
type HostRow = z.infer<typeof hostRows>[number];
type ActionRow = z.infer<typeof actionRows>[number];

/** Stacki's own checklist covers these three. Other versions are detected from the files a machine requests. */
const workflowsByOs: readonly [os: string, version: RegExp, workflow: string][] = [
  ['sles', /^11(?:\.|$)/, 'stacki-sles-11'],
  ['sles', /^12(?:\.|$)/, 'stacki-sles-12'],
  ['redhat', /^7(?:\.|$)/, 'stacki-redhat-7'],
];

export const stacki: Provider = {
  name: 'stacki',
  usualPlaces: ['/opt/stack/bin/stack'],
  asks: 'command',
  knowsInstalls: true,
  read: async (asked) => {
    const hosts = await list(asked, 'host', hostRows);
    const interfaces = Map.groupBy(await list(asked, 'host interface', interfaceRows), ({ host }) => host);
    const actions = await list(asked, 'bootaction', actionRows);
    const versions = new Map(
      (await list(asked, 'host attr attr=os.version', attributeRows)).map(({ host, value }) => [host, String(value)]),
    );
    return hosts.filter(isInstalled).map((host) => ({
      host: host.host,
      interfaces: (interfaces.get(host.host) ?? []).flatMap(readInterface),
      ...workflowOf(host, versions.get(host.host) ?? '', asked.workflows),
      files: bootFilesOf(host, actions),
      at: `${asked.place} list host ${host.host}`,
    }));
  },
};

/** An empty list has no output. */
async function list<T>({ place, site }: Asked, what: string, schema: z.ZodType<T[]>): Promise<T[]> {
  const args = ['list', ...what.split(' '), 'output-format=json'];
  const output = await site.output(place, args);
  return output.trim() === '' ? [] : parseJson(output, [place, ...args].join(' '), schema);
}

function isInstalled({ appliance, installaction }: HostRow): boolean {
  return appliance !== 'frontend' && typeof installaction === 'string';
}

/** The management controller is a separate machine with its own addresses. */
function readInterface(row: z.infer<typeof interfaceRows>[number]): KnownMachine['interfaces'] {
  const mac = readHardwareAddress(row.mac ?? '');
  const ip = normaliseIp(row.ip ?? '');
  return row.interface === 'ipmi' || (mac ?? ip) === undefined ? [] : [{ mac, ip }];
}

function workflowOf({ os }: HostRow, version: string, workflows: ReadonlySet<string>): Pick<KnownMachine, 'workflow'> {
  const found = workflowsByOs.find(([name, pattern, workflow]) => name === os && pattern.test(version) && workflows.has(workflow));
  return found ? { workflow: found[2] } : {};
}

function bootFilesOf({ os, installaction, osaction }: HostRow, actions: readonly ActionRow[]): KnownMachine['files'] {
  // An action for a specific operating system takes precedence over the generic one.
  const called = (name: string | null | undefined, type: string): ActionRow | undefined => {
    const rows = actions.filter((action) => action.bootaction === name && action.type === type);
    return rows.find((action) => action.os === os) ?? rows.find((action) => (action.os ?? null) === null);
  };
  const install = called(installaction, 'install');
  return {
    installKernel: fileIn(install?.kernel),
    installRamdisk: fileIn(install?.ramdisk),
    osKernel: fileIn(called(osaction, 'os')?.kernel),
  };
}

/** `com32 chain.c32` loads a file, `localboot 0` does not. */
function fileIn(kernel: string | null | undefined): string | undefined {
  const words = (kernel ?? '').trim().split(/\s+/);
  if (words[0] === 'localboot') return undefined;
  return words.at(-1) || undefined;
}
