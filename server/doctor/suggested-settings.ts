// Settings for what the doctor found, as a file that check-config accepts. What goes by itself is left out. Pure.
import { stringify } from 'yaml';
import type { SourceSettings } from '../source-settings.ts';
import type { Report } from './examine.ts';

/** `sources`: what serve watches without settings. */
export function suggestedSettings({ unwatched, inventory }: Report, sources: readonly SourceSettings[]): string {
  const found = inventory.map(({ provider, place, machines }) => `#   ${provider} ${place}: ${machines ?? '?'} machines`);
  return [
    '# Made by checklist doctor; docs/settings.md tells what else there is.',
    // Without them serve looks for the logs at each start: the same, unless something is to be added.
    ...(unwatched.length > 0 ? [] : ['# sources: left out: serve watches the usual logs. These are:']),
    comment(stringify({ sources: [...sources, ...unwatched] }), unwatched.length === 0),
    found.length > 0
      ? '# inventory: left out: these are found by themselves:'
      : '# inventory: none was found; docs/inventory.md tells who may know the machines.',
    ...found,
    '# Whatever is not named here goes by its default:',
    comment(
      stringify({
        http: { host: '127.0.0.1', port: 4080 },
        mqtt: { host: '0.0.0.0', port: 1883 },
        log: { path: '/var/log/checklist.log' },
      }),
      true,
    ),
    '',
  ].join('\n');
}

function comment(yaml: string, isOff: boolean): string {
  const text = yaml.trimEnd();
  return isOff ? text.replaceAll(/^/gm, '# ') : text;
}
