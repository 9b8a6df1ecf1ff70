// The site's own outputs as the catalogue lists them: each entry of `outputs:` with `type: module`.
import type { Log } from '../../core/log.ts';
import { outputName, type OutputSettings } from '../../settings/output-settings.ts';
import { createFromSite } from '../../settings/site-module.ts';
import type { OutputDescription, OutputParts } from '../contract/description.ts';
import { ModuleOutput, type SiteOutput } from './module-output.ts';

/** What `createOutput` gets. */
export interface OutputContext {
  name: string;
  /** `options:` of the settings, unchanged. */
  options: unknown;
  nowMs: () => number;
  /** Writes to the service's log, with the output's name. */
  log: Record<keyof Log, (text: string) => void>;
}

export const moduleOutputs: OutputDescription = {
  name: 'module',
  create: ({ outputs }, parts) => outputs.map((settings) => createModuleOutput(settings, parts)),
};

/** Throws a SettingsError when the module can't be loaded, or gives no output. */
function createModuleOutput(settings: OutputSettings, { past, nowMs, log }: OutputParts): ModuleOutput {
  const { from, batch } = settings;
  const name = outputName(settings);
  const site = siteOutput(settings, { name, options: settings.options, nowMs, log: namedLog(name, log) });
  return new ModuleOutput({ name, site, past: past(`output ${name}`), from, batch, nowMs, log });
}

export function siteOutput({ file }: OutputSettings, context: OutputContext): SiteOutput {
  return createFromSite({ file, create: 'createOutput', context, isMade: isOutput, wanted: 'object with take' });
}

function isOutput(value: unknown): value is SiteOutput {
  return typeof ((value ?? {}) as Partial<SiteOutput>).take === 'function';
}

function namedLog(name: string, log: Log): OutputContext['log'] {
  const write = (level: keyof Log) => (text: string) => log[level](`output ${name}: ${text}`);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
