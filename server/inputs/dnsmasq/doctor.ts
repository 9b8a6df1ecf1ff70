// Checks dnsmasq's logging: what is suppressed, and where the log is.
import { dnsmasqOptions, type Option } from './options.ts';
import { dnsmasq } from './inventory.ts';
import type { LogSettings } from '../contract/source-settings.ts';
import type { Examined, Finding } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';

export async function checkDnsmasq(machine: Machine): Promise<Examined> {
  const read = await Promise.all(dnsmasq.usualPlaces.map((place) => optionsOf(machine, place)));
  const args = (await machine.running('dnsmasq')).flatMap((process) => process.args);
  const files = args.flatMap((arg) => /^(?:--conf-file=|-C=?)(\/.+)$/.exec(arg)?.[1] ?? []);
  const named = await Promise.all(files.map((place) => optionsOf(machine, place)));
  const options = [...(files.length > 0 ? named : read).flat(), ...args.flatMap(asOption)];
  if (!options.some(({ name }) => /^(?:dhcp-range|dhcp-host|enable-tftp)$/.test(name))) return { findings: [] };
  return { findings: quietness(options), sources: logOf(options) };
}

async function optionsOf({ files }: Machine, place: string): Promise<Option[]> {
  if (!(await files.exists(place))) return [];
  return dnsmasqOptions(place, { site: files, warn: () => {} }).catch(() => []);
}

function asOption(arg: string): Option[] {
  const [, name, value = ''] = /^--([\w-]+)(?:=(.*))?$/.exec(arg) ?? [];
  return name === undefined ? [] : [{ name, value, file: 'command line', line: 0 }];
}

function quietness(options: readonly Option[]): Finding[] {
  const has = (wanted: string): Option | undefined => options.find(({ name }) => name === wanted);
  const findings = ['quiet-dhcp', 'quiet-tftp'].flatMap((name): Finding[] => {
    const option = has(name);
    if (!option) return [];
    const mend = `sed -i '/^${name}/d' ${option.file} && systemctl restart dnsmasq`;
    return [{ urgency: 'broken', what: `dnsmasq has ${name} (${option.file}:${option.line}): these messages are not logged`, mend }];
  });
  if (!has('dhcp-range') || has('log-dhcp')) return findings;
  const what = 'dnsmasq runs without log-dhcp: its log does not show which lines belong to one exchange, nor the names that machines send';
  return [...findings, { urgency: 'quiet', what, mend: 'echo log-dhcp > /etc/dnsmasq.d/log-dhcp.conf && systemctl restart dnsmasq' }];
}

/** `log-facility` with a path is a separate file; otherwise it is a syslog facility. */
function logOf(options: readonly Option[]): LogSettings[] {
  const path = options.findLast(({ name }) => name === 'log-facility')?.value ?? '';
  return path.startsWith('/') ? [{ type: 'log', path, from: 'end' }] : [];
}
