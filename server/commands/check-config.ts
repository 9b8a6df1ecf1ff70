// `checklist check-config`: shows what would run with these settings, and what is wrong with them.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { siteOutput } from '../outputs/module/description.ts';
import { outputName, type OutputSettings } from '../settings/output-settings.ts';
import { placeOf } from '../settings/source-settings.ts';
import { usualSources } from '../settings/usual-sources.ts';
import { loadEnvironment, type LoadedEnvironment } from '../settings/environment.ts';

/** Sets exit code 1 if the inventory of another program cannot be read. */
export async function checkConfig(options: { config?: string }): Promise<void> {
  const { settings, settingsFile, workflows, found } = await loadEnvironment(options.config);
  say('settings', settingsFile ?? 'none: defaults');
  for (const source of settings.sources ?? usualSources()) {
    const more = 'path' in source ? `, from the ${source.from}${await readability(source.path)}` : '';
    say('source', `${source.type} ${placeOf(source)}${source.type === 'mqtt' ? `, topic ${source.topic}` : more}`);
  }
  const embedded = settings.mqtt.port !== 0 && !settings.sources?.some((source) => source.type === 'mqtt');
  if (embedded) say('broker', `embedded, ${settings.mqtt.host}:${settings.mqtt.port}`);
  sayInventory(found);
  say('discovery', settings.discovery ? 'on: machines seen in DHCP are followed too' : 'off: other machines are only counted');
  say('workflows', [...workflows.keys()].join(', '));
  for (const output of settings.outputs) say('output', `${output.type} ${outputName(output)}, ${checkedFile(output)}`);
  say('log', `${settings.log.path}, ${settings.log.format}`);
  say('dashboard', `http://${settings.http.host}:${settings.http.port}`);
  say('timezone', settings.timezone ?? `${Intl.DateTimeFormat().resolvedOptions().timeZone} (of this host)`);
}

/** Throws a SettingsError when the module can't be loaded. */
function checkedFile(output: OutputSettings): string {
  const quiet = { debug: silent, info: silent, warn: silent, error: silent };
  siteOutput(output, { name: outputName(output), options: output.options, nowMs: Date.now, log: quiet });
  return output.file;
}

const silent = (): void => {};

function sayInventory({ backends, readings, warnings }: LoadedEnvironment['found']): void {
  say('inventory', backends ? `${backends.length} backends` : 'none');
  for (const { provider, place, machines, mistakes } of readings) {
    if (machines) say('', `${provider} ${place}: ${machines.length} machines`);
    for (const mistake of mistakes) say('', `${provider}: CANNOT BE READ: ${mistake}`);
    if (mistakes.length > 0) process.exitCode = 1;
  }
  for (const warning of warnings) say('', `warning: ${warning}`);
}

async function readability(path: string): Promise<string> {
  try {
    await access(path, constants.R_OK);
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? ': does not exist yet; read as soon as it does'
      : ': CANNOT BE READ: permission denied';
  }
}

function say(name: string, text: string): void {
  process.stdout.write(`${name.padEnd(12)}${text}\n`);
}
