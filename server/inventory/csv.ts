// A table of machines: exported by NetBox (devices or interfaces) or Foreman (hosts), or maintained by hand. Columns are recognized by name; a
// machine may have several rows, one per interface.
import { normaliseIp } from '../inputs/contract/addresses.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { csvRows, type CsvRow } from './csv-rows.ts';
import { readHardwareAddress } from './hardware-address.ts';
import type { Asked, KnownMachine, Provider } from './provider.ts';

/** Names of columns, without spaces, case and punctuation. The first one present is used. NetBox's interfaces have both `device` and `name`. */
const columns = {
  host: ['device', 'virtualmachine', 'host', 'hostname', 'name', 'fqdn', 'node', 'dnsname'],
  mac: ['mac', 'macaddress', 'primarymacaddress', 'hwaddr', 'ethernet', 'hardwareaddress'],
  ip: ['ip', 'ipaddress', 'ipaddresses', 'ipv4', 'ipv4address', 'primaryip', 'primaryip4', 'primaryipv4', 'address'],
  ip6: ['ip6', 'ipv6', 'ipv6address', 'primaryip6', 'primaryipv6'],
  workflow: ['workflow'],
  kernel: ['installkernel', 'kernel'],
  ramdisk: ['installramdisk', 'ramdisk', 'initrd'],
} as const;
type Column = keyof typeof columns;

export const csv: Provider = {
  name: 'csv',
  usualPlaces: ['/etc/checklist/inventory.csv'],
  asks: 'files',
  knowsInstalls: true,
  isOurs: true,
  read: async (asked) => {
    const [header, ...rows] = csvRows(await asked.site.text(asked.place)) ?? [];
    if (!header) throw new SettingsError([`${asked.place}: not a table: it is empty, or a quote is not closed`]);
    const indexes = columnIndexes(header, asked.place);
    const mistakes: string[] = [];
    const machines = rows.flatMap((row) => readRow(row, indexes, asked, mistakes));
    if (mistakes.length > 0) throw new SettingsError(mistakes);
    return machines;
  },
};

function columnIndexes({ fields }: CsvRow, file: string): Record<Column, number> {
  const names = fields.map((name) => name.toLowerCase().replaceAll(/[^a-z\d]/g, ''));
  const indexOf = (column: Column): number => columns[column].map((name) => names.indexOf(name)).find((i) => i >= 0) ?? -1;
  const indexes = Object.fromEntries((Object.keys(columns) as Column[]).map((column) => [column, indexOf(column)])) as Record<
    Column,
    number
  >;
  if (indexes.host < 0 || (indexes.mac < 0 && indexes.ip < 0 && indexes.ip6 < 0))
    throw new SettingsError([`${file}:1: columns for name and MAC or IP address are required, such as ${columns.host[3]},mac,ip`]);
  return indexes;
}

/** A device without an address cannot be recognized, and is ignored. */
function readRow(
  { fields, line }: CsvRow,
  indexes: Record<Column, number>,
  { place, workflows }: Asked,
  mistakes: string[],
): KnownMachine[] {
  const at = `${place}:${line}`;
  const value = (column: Column): string => fields[indexes[column]] ?? '';
  const wrong = (text: string): undefined => void mistakes.push(`${at}: ${text}`);
  const mac = value('mac') === '' ? undefined : (readHardwareAddress(value('mac')) ?? wrong(`${value('mac')} is not a MAC address`));
  // NetBox writes addresses with their prefix length, several of an interface in one field.
  const ips = `${value('ip')},${value('ip6')}`.split(/[\s,;]+/).filter((text) => text !== '');
  const known = ips.flatMap((text) => normaliseIp(text.replace(/\/\d+$/, '')) ?? wrong(`${text} is not an IP address`) ?? []);
  const workflow = value('workflow');
  if (workflow !== '' && !workflows.has(workflow)) wrong(`no workflow is called ${workflow}`);
  if (value('host') === '' || (mac === undefined && known.length === 0)) return [];
  return [
    {
      host: value('host'),
      interfaces: known.length === 0 ? [{ mac }] : known.map((ip) => ({ mac, ip })),
      ...(workflow !== '' && { workflow }),
      files: { installKernel: value('kernel') || undefined, installRamdisk: value('ramdisk') || undefined },
      at,
    },
  ];
}
