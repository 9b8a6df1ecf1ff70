// Reads the options in dnsmasq's configuration files (dnsmasq(8)), including all files they refer to. Runs no programs: conf-script is reported as a
// warning.
import { resolve, dirname } from 'node:path';
import { SettingsError } from '../../settings/settings-error.ts';
import type { Asked } from '../../inventory/provider.ts';
import type { SiteFiles } from '../../inventory/site-files.ts';

export interface Option {
  name: string;
  value: string;
  file: string;
  line: number;
}

type Place = Pick<Asked, 'site' | 'warn'> & { depth: number; by?: string };
const deepest = 20;

/** Options of a file, or of all files in a folder. Throws a SettingsError if one can't be read, or files include each other. */
export async function dnsmasqOptions(path: string, asked: Pick<Asked, 'site' | 'warn'>): Promise<Option[]> {
  return (await asked.site.isFolder(path)) ? inFolder(path, [], { ...asked, depth: 0 }) : inFile(path, { ...asked, depth: 0 });
}

async function inFile(file: string, { site, warn, depth, by }: Place): Promise<Option[]> {
  if (depth > deepest) throw new SettingsError([`${by}: more than ${deepest} files name each other`]);
  const found: Option[] = [];
  for (const option of optionsIn(await site.text(file, by), file)) {
    const at = `${file}:${option.line}`;
    const deeper = { site, warn, depth: depth + 1, by: at };
    const [path = '', ...endings] = option.value.split(',').map((part) => part.trim());
    if (option.name === 'conf-script') warn(`${at}: what ${option.value} prints is ignored: conf-script is not run`);
    else if (option.name === 'conf-file' && path !== '') found.push(...(await inFile(resolve(dirname(file), path), deeper)));
    else if (option.name === 'conf-dir' && path !== '') found.push(...(await inFolder(resolve(dirname(file), path), endings, deeper)));
    else found.push(option);
  }
  return found;
}

async function inFolder(folder: string, endings: readonly string[], place: Place): Promise<Option[]> {
  const found: Option[] = [];
  for (const path of await filesIn(folder, place.site, endings, place.by)) found.push(...(await inFile(path, place)));
  return found;
}

/** `.bak` excludes files with this suffix, `*.conf` includes only those; hidden files and editor backups are always excluded. */
export async function filesIn(folder: string, site: SiteFiles, endings: readonly string[] = [], by?: string): Promise<string[]> {
  const only = endings.flatMap((ending) => (ending.startsWith('*') ? ending.slice(1) : []));
  const not = ['.dpkg-dist', '.dpkg-old', '.dpkg-new', ...endings.filter((ending) => ending !== '' && !ending.startsWith('*'))];
  const names = (await site.names(folder, by)).filter(
    (name) =>
      !/^\.|~$|^#.*#$/.test(name) &&
      (only.length === 0 || only.some((ending) => name.endsWith(ending))) &&
      !not.some((ending) => name.endsWith(ending)),
  );
  const paths = names.map((name) => `${folder}/${name}`);
  const folders = await Promise.all(paths.map((path) => site.isFolder(path)));
  return paths.filter((_, i) => !folders[i]);
}

function optionsIn(text: string, file: string): Option[] {
  return text.split('\n').flatMap((raw, i) => {
    const line = withoutComment(raw);
    const [, name, value = ''] = /^([\w-]+)\s*(?:=\s*(.*))?$/.exec(line) ?? [];
    if (name !== undefined) return [{ name, value: value.replaceAll('"', ''), file, line: i + 1 }];
    if (line === '') return [];
    throw new SettingsError([`${file}:${i + 1}: unknown dnsmasq option: ${line.slice(0, 100)}`]);
  });
}

/** A # starts a comment at the start of a line or after a space, but not inside quotes. */
export function withoutComment(line: string): string {
  return line.replace(/^((?:"[^"]*"|[^"#]|(?<=[^\s])#)*)(?:(?<=^|\s)#.*)?$/, '$1').trim();
}
