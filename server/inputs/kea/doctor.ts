// Checks Kea's loggers: whether they log leases (INFO and below), and where they write.
import * as z from 'zod';
import { expandKeaConfig } from './kea-syntax.ts';
import { kea } from './inventory.ts';
import { parseJson } from '../../settings/parse-json.ts';
import type { LogSettings } from '../contract/source-settings.ts';
import type { Examined, Finding } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';

const output = z.object({ output: z.string().optional() });
const logger = z.object({
  name: z.string(),
  severity: z.string().optional(),
  // Older and newer name of the same option.
  output_options: z.array(output).optional(),
  'output-options': z.array(output).optional(),
});
const server = z.object({ loggers: z.array(logger).optional() });
const config = z.object({ Dhcp4: server.optional(), Dhcp6: server.optional(), Logging: server.optional() });
type Logger = z.infer<typeof logger>;

export async function checkKea(machine: Machine): Promise<Examined> {
  const all = await Promise.all(kea.usualPlaces.map((place) => examine(machine, place)));
  return { findings: all.flatMap(({ findings }) => findings), sources: all.flatMap(({ sources = [] }) => sources) };
}

async function examine(machine: Machine, place: string): Promise<Examined> {
  const daemon = place.includes('dhcp6') ? 'kea-dhcp6' : 'kea-dhcp4';
  const isUsed = await machine.uses({ processes: [daemon], units: [daemon, `${daemon}-server`] });
  if (!isUsed || !(await machine.files.exists(place))) return { findings: [] };
  try {
    const { text, lineOf } = await expandKeaConfig(place, machine.files);
    const { Dhcp4, Dhcp6, Logging } = parseJson(text, place, config, lineOf);
    const loggers = [Dhcp4, Dhcp6, Logging].flatMap((one) => one?.loggers ?? []).filter(({ name }) => name.startsWith(daemon));
    return { findings: loggers.flatMap((one) => quietness(one, place, daemon)), sources: loggers.flatMap(filesOf) };
  } catch (error) {
    return { findings: [{ urgency: 'hint', what: `cannot determine what ${daemon} logs: ${(error as Error).message}` }] };
  }
}

function quietness({ name, severity = 'INFO' }: Logger, place: string, daemon: string): Finding[] {
  // Loggers of components, such as kea-dhcp4.packets, are not needed.
  if (/^(?:INFO|DEBUG)$/i.test(severity) || (name !== daemon && !name.endsWith('.leases'))) return [];
  const what = `Kea's logger ${name} has severity ${severity} (${place}): leases are logged at INFO and below`;
  return [{ urgency: 'broken', what, mend: `in ${place}: "name": "${name}", "severity": "INFO"; then systemctl restart ${daemon}-server` }];
}

function filesOf({ output_options: old = [], 'output-options': options = old }: Logger): LogSettings[] {
  return options.flatMap((one): LogSettings[] => (one.output?.startsWith('/') ? [{ type: 'log', path: one.output, from: 'end' }] : []));
}
