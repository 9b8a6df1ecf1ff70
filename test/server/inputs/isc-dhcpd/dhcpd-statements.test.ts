import { describe, expect, it } from 'vitest';
import { dhcpdStatements, type Statement } from '../../../../server/inputs/isc-dhcpd/dhcpd-statements.ts';
import { SiteFiles } from '../../../../server/inventory/site-files.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const conf = '/etc/dhcp/dhcpd.conf';
const read = async (files: Record<string, string>) => await dhcpdStatements(conf, new SiteFiles({ root: layOut(files) }));

/** As `words (place)`, with what is in braces behind it. */
const shown = (statements: readonly Statement[]): unknown[] =>
  statements.map(({ words, block, at }) => {
    const text = `${words.map((word) => word.text).join(' ')} (${at.replace(/.*\//, '')})`;
    return block ? [text, shown(block)] : text;
  });

it('statements with their places, blocks inside blocks', async () => {
  const text = 'option domain-name "lab";\ngroup {\n  host a { hardware ethernet 52:54:00:aa:00:10; }\n  host b { }\n}\n';
  expect(shown(await read({ [conf]: text }))).toEqual([
    'option domain-name lab (dhcpd.conf:1)',
    [
      'group (dhcpd.conf:2)',
      [
        ['host a (dhcpd.conf:3)', ['hardware ethernet 52:54:00:aa:00:10 (dhcpd.conf:3)']],
        ['host b (dhcpd.conf:4)', []],
      ],
    ],
  ]);
});

it('an included file stands where it is included, also inside of a block', async () => {
  const files = {
    [conf]: 'group {\n  include "hosts.conf";\n}\ninclude "/etc/more.conf";\n',
    '/etc/dhcp/hosts.conf': 'host a { }\n',
    '/etc/more.conf': 'next;\n',
  };
  expect(shown(await read(files))).toEqual([['group (dhcpd.conf:1)', [['host a (hosts.conf:1)', []]]], 'next (more.conf:1)']);
});

it('a mark in quotes is a word', async () => {
  expect(shown(await read({ [conf]: 'filename "a;{b}";\n' }))).toEqual(['filename a;{b} (dhcpd.conf:1)']);
});

describe('a mistake', () => {
  it.each([
    ['a { that is never closed', { [conf]: 'a;\ngroup {\n  b;\n' }, `${conf}:2: this { is never closed`],
    ['a } without a {', { [conf]: 'a;\n}\n' }, `${conf}:2: a } without a {`],
    ['a ; that is missing', { [conf]: 'group { next-server 10.1.1.1 }' }, `${conf}:1: a ; is missing after 10.1.1.1`],
    ['a ; that is missing at the end', { [conf]: 'next-server' }, `${conf}:1: a ; is missing after next-server`],
    ['a quote that is never closed', { [conf]: 'filename "pxelinux.0;\n' }, `${conf}:1: this quote is never closed`],
    ['a file that is not there', { [conf]: 'include "/gone";' }, `${conf}:1: /gone: cannot be read: it does not exist`],
    ['files that include each other', { [conf]: `include "${conf}";` }, `${conf}:1: more than 20 files include each other`],
    ['too many blocks', { [conf]: 'a {'.repeat(101) }, `${conf}:1: more than 100 blocks inside each other`],
  ])('%s', async (_, files, mistake) => {
    await expect(read(files)).rejects.toMatchObject({ mistakes: [mistake] });
  });
});
