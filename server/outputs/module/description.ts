// The catalogue entry of the site's own outputs: the entries of `outputs:` with `type: module`.
import type { Log } from '../../core/log.ts';
import { outputName, type OutputSettings } from '../../settings/output-settings.ts';
import { createFromSite } from '../../settings/site-module.ts';
import type { OutputDescription, OutputParts } from '../contract/description.ts';
import { ModuleOutput, type SiteOutput } from './module-output.ts';

/** The argument of `createOutput`. */
export interface OutputContext {
  name: string;
  /** `options:` of the settings, unchanged. */
  options: unknown;
  nowMs: () => number;
  /** Writes to the log of the service, with the name of the output. */
  log: Record<keyof Log, (text: string) => void>;
}

export const moduleOutputs: OutputDescription = {
  name: 'module',
  create: ({ outputs }, parts) => outputs.map((settings) => createModuleOutput(settings, parts)),
};

/** Throws a SettingsError if the module cannot be loaded, or does not return an output. */
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
