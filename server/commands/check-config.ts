// `checklist check-config`: what would run with these settings, and what is wrong with them.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { placeOf, usualSources } from '../source-settings.ts';
import { loadEnvironment } from './environment.ts';

export async function checkConfig(options: { config?: string }): Promise<void> {
  const { settings, settingsFile, workflows, inventory } = loadEnvironment(options.config);
  say('settings', settingsFile ?? 'none: defaults');
  for (const source of settings.sources ?? usualSources()) {
    const more = 'path' in source ? `, from its ${source.from}${await readability(source.path)}` : '';
    say('source', `${source.type} ${placeOf(source)}${source.type === 'mqtt' ? `, topic ${source.topic}` : more}`);
  }
  const embedded = settings.mqtt.port !== 0 && !settings.sources?.some((source) => source.type === 'mqtt');
  if (embedded) say('broker', `embedded, ${settings.mqtt.host}:${settings.mqtt.port}`);
  say('inventory', inventory ? `${inventory.length} backends from ${settings.inventory?.file}` : 'none');
  say(
    'discovery',
    (settings.discovery ?? inventory === undefined)
      ? 'on: machines that DHCP shows are followed too'
      : 'off: other machines are only counted',
  );
  say('workflows', [...workflows.keys()].join(', '));
  say('log', `${settings.log.path}, ${settings.log.format}`);
  say('dashboard', `http://${settings.http.host}:${settings.http.port}`);
  say('timezone', settings.timezone ?? `${Intl.DateTimeFormat().resolvedOptions().timeZone} (this machine's)`);
}

async function readability(path: string): Promise<string> {
  try {
    await access(path, constants.R_OK);
    return '';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? ': does not exist yet, is waited for'
      : ': CAN NOT BE READ: permission denied';
  }
}

function say(name: string, text: string): void {
  process.stdout.write(`${name.padEnd(12)}${text}\n`);
}
