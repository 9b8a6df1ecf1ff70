// The tables of boot servers, ways in and inventories, made from the descriptions in server/inputs/.
import { catalogue } from '../../server/inputs/catalogue.ts';
import type { PlugIn } from '../../server/inputs/contract/plug-in.ts';
import { markdownTable } from './markdown-table.ts';

const codes = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(', ');
const linkTo = (title: string, page: string): string => `[${title}](${page})`;

/** For docs/boot-servers/README.md: those that have a log of their own. */
export function bootServerTable(): string {
  const rows = catalogue.flatMap((plugIn) => {
    const { page, logging } = plugIn;
    if (!logging) return [];
    const { title, provides = servedBy(plugIn), enable, notShown } = logging;
    return [[linkTo(title, page.replace('boot-servers/', '')), provides, enable, notShown]];
  });
  return markdownTable(['server', 'provides', 'enable', 'not shown'], rows);
}

function servedBy({ servers = [] }: PlugIn): string {
  return [...new Set(servers.flatMap(({ serves }) => serves))].join(', ');
}

/** For docs/ways-in.md: what installers and deployers are read by, with where each is described. */
export function sourceTable(): string {
  const rows = catalogue
    .filter(({ page, sources = [] }) => sources.length > 0 && /^(?:ways-in|deployers)/.test(page))
    .map(({ name, page, sources = [], usualSources = [] }) => {
      const types = sources.map(({ schema }) => schema.shape.type.value);
      return [linkTo(name, page.replace('ways-in.md', '')), codes(types), codes(usualSources.map(({ there }) => there)) || 'none'];
    });
  return markdownTable(['from', 'types of source', 'followed without settings if this exists'], rows);
}

/** For docs/inventory.md: the providers in the order in which they are believed. */
export function inventoryTable(): string {
  const rows = catalogue.flatMap(({ inventory }) =>
    inventory ? [[`\`${inventory.name}\``, inventory.asks === 'command' ? 'command' : 'files', codes(inventory.usualPlaces)]] : [],
  );
  return markdownTable(['provider', 'reads', 'usual places'], rows);
}
