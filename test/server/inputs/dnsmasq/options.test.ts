import { describe, expect, it } from 'vitest';
import { dnsmasqOptions, filesIn, withoutComment } from '../../../../server/inputs/dnsmasq/options.ts';
import { SiteFiles } from '../../../../server/inventory/site-files.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const conf = '/etc/dnsmasq.conf';

async function read(files: Record<string, string>, place = conf): Promise<{ options: string[]; warnings: string[] }> {
  const warnings: string[] = [];
  const site = new SiteFiles({ root: layOut(files) });
  const options = await dnsmasqOptions(place, { site, warn: (warning) => warnings.push(warning) });
  return { options: options.map(({ name, value, file, line }) => `${file}:${line} ${name}${value && `=${value}`}`), warnings };
}

it('each option has its place', async () => {
  expect(await read({ [conf]: '# a comment\nport=0\n\n  log-dhcp  # why\ndhcp-boot="pxelinux.0"\n' })).toEqual({
    options: [`${conf}:2 port=0`, `${conf}:4 log-dhcp`, `${conf}:5 dhcp-boot=pxelinux.0`],
    warnings: [],
  });
});

it('a file or folder that is named stands where it is named', async () => {
  const { options } = await read({
    [conf]: 'first\nconf-file=dnsmasq.more\nconf-dir=/etc/dnsmasq.d,.off\nlast\n',
    '/etc/dnsmasq.more': 'more\n',
    '/etc/dnsmasq.d/b': 'of-b\n',
    '/etc/dnsmasq.d/a': 'of-a\n',
    '/etc/dnsmasq.d/c.off': 'not-this\n',
  });
  expect(options.map((option) => option.split(' ')[1])).toEqual(['first', 'more', 'of-a', 'of-b', 'last']);
});

it('a folder is read as one', async () => {
  expect((await read({ '/etc/dnsmasq.d/a': 'port=0\n' }, '/etc/dnsmasq.d')).options).toEqual(['/etc/dnsmasq.d/a:1 port=0']);
});

it('nothing is run for it', async () => {
  expect(await read({ [conf]: 'conf-script=/usr/bin/reboot\n' })).toEqual({
    options: [],
    warnings: [`${conf}:1: what /usr/bin/reboot prints is ignored: conf-script is not run`],
  });
});

describe('a mistake', () => {
  it.each([
    ['no option', { [conf]: 'port=0\n??? what\n' }, [`${conf}:2: unknown dnsmasq option: ??? what`]],
    ['a file that is not there', { [conf]: 'conf-file=/gone\n' }, [`${conf}:1: /gone: cannot be read: it does not exist`]],
    ['files that name each other', { [conf]: `conf-file=${conf}\n` }, [`${conf}:1: more than 20 files name each other`]],
  ])('%s', async (_, files, mistakes) => {
    await expect(read(files)).rejects.toMatchObject({ mistakes });
  });
});

it.each([
  [[], ['a', 'b.bak', 'c.conf']],
  [['.bak'], ['a', 'c.conf']],
  [['*.conf'], ['c.conf']],
  [['*.conf', '.bak'], ['c.conf']],
])('of a folder with the endings %j: %j', async (endings, names) => {
  const others = ['.hidden', 'left~', '#left#', 'x.dpkg-old', 'folder/x'];
  const files = ['a', 'b.bak', 'c.conf', ...others].map((name) => [`/d/${name}`, '']);
  const site = new SiteFiles({ root: layOut(Object.fromEntries(files) as Record<string, string>) });
  expect(await filesIn('/d', site, endings)).toEqual(names.map((name) => `/d/${name}`));
});

it.each([
  ['# all', ''],
  ['port=0 # none', 'port=0'],
  ['txt-record="a # b"', 'txt-record="a # b"'],
  ['dhcp-host=a#b', 'dhcp-host=a#b'],
  ['  log-dhcp', 'log-dhcp'],
])('%j without its comment', (line, expected) => {
  expect(withoutComment(line)).toBe(expected);
});
