// Our own inventory file: machines with their MACs and addresses, and what each installs.
import * as z from 'zod';
import { isMac, normaliseIp, normaliseMac } from '../inputs/contract/addresses.ts';
import type { DeclaredBackend } from '../core/registry.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { limitsByStageSchema } from '../settings/limit-settings.ts';
import { openYamlFile } from '../settings/yaml-file.ts';
import type { KnownMachine, Provider } from './provider.ts';

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

type Declared = DeclaredBackend & Pick<KnownMachine, 'at'>;

/** The backends of an inventory file, YAML or JSON. `workflows`: the known names. Throws a SettingsError with every mistake. */
export function loadInventory(file: string, workflows: ReadonlySet<string>): DeclaredBackend[] {
  return readDeclared(file, workflows).map(({ at: _at, ...backend }) => backend);
}

export const inventoryFile: Provider = {
  name: 'file',
  usualPlaces: ['/etc/checklist/inventory.yaml'],
  asks: 'files',
  knowsInstalls: true,
  isOurs: true,
  read: async ({ place, site, workflows }) => readDeclared(site.opened(place), workflows),
};

function readDeclared(file: string, workflows: ReadonlySet<string>): Declared[] {
  const yaml = openYamlFile(file);
  const parsed = inventorySchema.safeParse(yaml.content);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map(({ path, message }) => `${file}:${yaml.lineOf(path)}: ${path.join('.') || 'the whole file'}: ${message}`),
    );
  }
  const backends = parsed.data.backends.map(({ install, os, ...backend }, i) => ({
    ...backend,
    files: { installKernel: install?.kernel, installRamdisk: install?.ramdisk, osKernel: os?.kernel },
    at: `${file}:${yaml.lineOf(['backends', i])}`,
  }));
  const mistakes = [
    ...backends
      .filter((b) => b.workflow !== undefined && !workflows.has(b.workflow))
      .map((b) => `${b.at}: ${b.host}: no workflow is called ${b.workflow}`),
    ...twice(backends, (b) => [b.host.toLowerCase()], ''),
    ...twice(backends, (b) => b.interfaces.flatMap((i) => i.mac ?? []), 'the MAC address '),
    ...twice(backends, (b) => b.interfaces.flatMap((i) => i.ip ?? []), 'the address '),
  ];
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return backends;
}

function twice(backends: readonly Declared[], namesOf: (backend: Declared) => string[], kind: string): string[] {
  const seen = new Set<string>();
  return backends.flatMap((backend) =>
    namesOf(backend)
      .filter((name) => seen.has(name) || !seen.add(name))
      .map((name) => `${backend.at}: ${kind}${name} appears twice`),
  );
}
