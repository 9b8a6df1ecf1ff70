// The inventory file: which machines there are, by which MACs and addresses, and what each installs.
import * as z from 'zod';
import { isMac, normaliseIp, normaliseMac } from './parsers/addresses.ts';
import type { DeclaredBackend } from './registry.ts';
import { mistakesOf, SettingsError } from './settings-error.ts';
import { limitsByStageSchema } from './settings.ts';
import { readYamlFile } from './yaml-file.ts';

const mac = z
  .string()
  .refine(isMac, 'a MAC address such as 52:54:00:aa:00:10')
  .transform((text) => normaliseMac(text) ?? text);
const ip = z.union([z.ipv4(), z.ipv6()], 'an IP address').transform((text) => normaliseIp(text) ?? text);

const inventorySchema = z.strictObject({
  backends: z.array(
    z.strictObject({
      host: z.string().min(1).max(255),
      interfaces: z
        .array(z.strictObject({ mac: mac.optional(), ip: ip.optional() }))
        .min(1, 'at least one interface with a MAC or an address'),
      workflow: z.string().optional(),
      install: z.strictObject({ kernel: z.string().optional(), ramdisk: z.string().optional() }).optional(),
      os: z.strictObject({ kernel: z.string().optional() }).optional(),
      limits: limitsByStageSchema.optional(),
    }),
  ),
});

/** The backends of an inventory file, YAML or JSON. `workflows`: the names that may be given. Throws a SettingsError with every mistake. */
export function loadInventory(file: string, workflows: ReadonlySet<string>): DeclaredBackend[] {
  const parsed = inventorySchema.safeParse(readYamlFile(file));
  if (!parsed.success) throw new SettingsError(mistakesOf(file, parsed.error));
  const backends = parsed.data.backends.map(({ install, os, ...backend }) => ({
    ...backend,
    files: { installKernel: install?.kernel, installRamdisk: install?.ramdisk, osKernel: os?.kernel },
  }));
  const mistakes = [
    ...backends
      .filter((b) => b.workflow !== undefined && !workflows.has(b.workflow))
      .map((b) => `${file}: ${b.host}: no workflow is called ${b.workflow}`),
    ...twice(backends.map((b) => b.host.toLowerCase())).map((host) => `${file}: ${host} is there twice`),
    ...twice(backends.flatMap((b) => b.interfaces.flatMap((i) => i.mac ?? []))).map(
      (text) => `${file}: the MAC address ${text} is there twice`,
    ),
    ...twice(backends.flatMap((b) => b.interfaces.flatMap((i) => i.ip ?? []))).map((text) => `${file}: the address ${text} is there twice`),
  ];
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return backends;
}

function twice(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || !seen.add(name));
}
