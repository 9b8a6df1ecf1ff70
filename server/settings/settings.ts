// All settings, parsed once into one frozen object. Every mistake is listed, with its path and what was expected.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { providers } from '../inputs/catalogue.ts';
import { inventorySettingsSchema, withAbsolutePlaces } from '../inventory/inventory-settings.ts';
import { limitsSchema } from './limit-settings.ts';
import { portNumber } from './port-number.ts';
import { mistakesOf, SettingsError } from './settings-error.ts';
import { outputsSchema } from './output-settings.ts';
import { sourceSchema, withAbsoluteFiles } from './source-settings.ts';
import { readYamlFile } from './yaml-file.ts';

/** Deployers whose callback URLs can be enabled. */
export const aliases = ['foreman', 'cloud-init'] as const;
export type Alias = (typeof aliases)[number];

const tokenSchema = z
  .strictObject({
    name: z.string().min(1).max(100).describe('shown next to every report made with this token'),
    token: z.string().min(16, 'at least 16 characters').optional().describe('the token: at least 16 characters'),
    tokenFile: z.string().optional().describe('file that contains the token, instead of `token`'),
  })
  .refine(({ token, tokenFile }) => (token === undefined) !== (tokenFile === undefined), 'set either token or tokenFile');
export type TokenSettings = z.infer<typeof tokenSchema>;

export const settingsSchema = z.strictObject({
  sources: z
    .array(sourceSchema)
    .optional()
    .describe('logs, queues and ports to read; default: the usual logs of this host and the embedded broker'),
  inventory: inventorySettingsSchema(providers.map(({ name }) => name)).optional(),
  discovery: z
    .boolean()
    .optional()
    .describe(
      'follow machines that are not in the inventory; default: `true`, or `false` if the settings name an inventory that can be read',
    ),
  dns: z.boolean().default(true).describe('look up a name in reverse DNS for machines that have none'),
  workflows: z.string().optional().describe("folder with the site's own workflow files; default: none"),
  workflow: z.string().optional().describe('workflow of machines for which no other rule determines one; default: `stacki-sles-12`'),
  timezone: z
    .string()
    .refine(isTimeZone, 'a time zone such as Europe/Berlin')
    .optional()
    .describe('time zone of syslog timestamps that carry none, such as `Europe/Berlin`; default: that of this host'),
  limits: limitsSchema.default({}).describe('seconds by stage, or by workflow and stage; under `backends` by node set and stage'),
  log: z
    .strictObject({
      path: z.string().default('/var/log/checklist.log').describe('path of the log that the service writes'),
      format: z
        .enum(['lines', 'blocks', 'json'])
        .default('lines')
        .describe('one line per change, a block of lines per change, or one JSON object per line'),
    })
    .prefault({})
    .describe('checklist.log, the log that the service writes'),
  outputs: outputsSchema,
  http: z
    .strictObject({
      host: z.string().default('127.0.0.1').describe('address to listen on'),
      port: portNumber.default(4080).describe('TCP port of the dashboard and the API'),
      actions: z.boolean().default(true).describe('allow acknowledge, mute, close and extend from the dashboard and the API'),
      requestSeconds: z
        .number()
        .min(0.1)
        .max(600)
        .default(10)
        .describe('seconds within which a request must have arrived completely; then it is aborted'),
      tokens: z.array(tokenSchema).default([]).describe('clients with one of these tokens may report for any machine'),
      aliases: z.array(z.enum(aliases)).default([]).describe('accept callbacks at the URLs that these deployers use'),
    })
    .prefault({})
    .describe('the dashboard, the API and the check-ins of installers'),
  mqtt: z
    .strictObject({
      host: z.string().default('0.0.0.0').describe('address to listen on'),
      port: portNumber.default(1883).describe('TCP port; `0` disables the embedded broker'),
    })
    .prefault({})
    .describe('the embedded MQTT broker; not started if a source names a broker'),
  store: z
    .strictObject({
      path: z
        .string()
        .min(1)
        .optional()
        .describe('database file; default: `checklist.db` in the StateDirectory of systemd, without one the state is kept in memory only'),
      keepDays: z.number().positive().max(36_500).default(90).describe('days after which ended runs are deleted'),
      keepRuns: z.int().min(1).max(10_000).default(100).describe('number of runs kept per machine, newest first'),
    })
    .prefault({})
    .describe('state that survives a restart'),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

const usualFiles = ['/etc/checklist/checklist.yaml', 'checklist.yaml'];

/** The settings of `file`, else of the first of the usual files, else the defaults. Paths are relative to the file. */
export function loadSettings(file?: string): { settings: Settings; file: string | null } {
  const found = file ?? usualFiles.find((path) => existsSync(path)) ?? null;
  if (found === null) return { settings: parseSettings({}, 'defaults'), file: null };
  const settings = parseSettings(readYamlFile(found) ?? {}, found);
  return { settings: Object.freeze(withAbsolutePaths(settings, dirname(resolve(found)))), file: resolve(found) };
}

/** Checks settings; `file` is shown in mistakes. */
export function parseSettings(input: unknown, file: string): Settings {
  const parsed = settingsSchema.safeParse(input);
  if (!parsed.success) throw new SettingsError(mistakesOf(file, parsed.error));
  return Object.freeze(parsed.data);
}

function withAbsolutePaths(settings: Settings, folder: string): Settings {
  const absolute = (path: string): string => resolve(folder, path);
  return {
    ...settings,
    ...(settings.sources && { sources: settings.sources.map((s) => withAbsoluteFiles(s, absolute)) }),
    ...(settings.inventory && { inventory: withAbsolutePlaces(settings.inventory, absolute) }),
    ...(settings.workflows !== undefined && { workflows: absolute(settings.workflows) }),
    outputs: settings.outputs.map((output) => ({ ...output, file: absolute(output.file) })),
    log: { ...settings.log, path: absolute(settings.log.path) },
    http: { ...settings.http, tokens: settings.http.tokens.map((token) => withAbsoluteTokenFile(token, absolute)) },
    ...(settings.store.path !== undefined && { store: { ...settings.store, path: absolute(settings.store.path) } }),
  };
}

function withAbsoluteTokenFile(token: TokenSettings, absolute: (path: string) => string): TokenSettings {
  return token.tokenFile === undefined ? token : { ...token, tokenFile: absolute(token.tokenFile) };
}

/** Path of the database: from the settings, else in systemd's StateDirectory; null if nothing is stored. */
export function storePath({ store }: Settings, stateDirectory = process.env['STATE_DIRECTORY']): string | null {
  if (store.path !== undefined) return store.path;
  return stateDirectory === undefined || stateDirectory === '' ? null : resolve(stateDirectory.split(':')[0] ?? '', 'checklist.db');
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
