// Settings for what the doctor found, as a file that check-config accepts. What goes by itself is a comment. Pure.
import { stringify } from 'yaml';
import type { SourceSettings } from '../inputs/contract/source-settings.ts';
import type { Report } from './examine.ts';

const defaults = {
  http: { host: '127.0.0.1', port: 4080 },
  mqtt: { host: '0.0.0.0', port: 1883 },
  log: { path: '/var/log/checklist.log' },
};

/** `sources`: what serve watches without settings; the logs that it would miss are added. */
export function suggestedSettings({ unwatched, inventory }: Report, sources: readonly SourceSettings[]): string {
  const known = inventory.filter(({ machines }) => machines !== 0);
  return [
    '# Made by checklist doctor; docs/settings.md lists all settings.',
    stringify({ sources: [...sources, ...unwatched] }).trimEnd(),
    known.length > 0
      ? '# inventory: left out: these are found by themselves.'
      : '# inventory: none was found; docs/inventory.md lists the supported ones.',
    ...known.map(({ provider, place, machines }) => `#   ${provider} ${place}${machines === null ? '' : `: ${machines}`}`),
    '# Whatever is not named here goes by its default:',
    stringify(defaults).trimEnd().replaceAll(/^/gm, '# '),
    '',
  ].join('\n');
}
