import { describe, expect, it } from 'vitest';
import { expandKeaConfig } from '../../../../server/inputs/kea/kea-syntax.ts';
import { SiteFiles } from '../../../../server/inventory/site-files.ts';
import { SettingsError } from '../../../../server/settings/settings-error.ts';
import { layOut } from '../../inventory/provider-contract.ts';

const conf = '/etc/kea/kea.conf';
const expand = async (files: Record<string, string>) => expandKeaConfig(conf, new SiteFiles({ root: layOut(files) }));
const read = async (text: string, files: Record<string, string> = {}): Promise<unknown> =>
  JSON.parse((await expand({ [conf]: text, ...files })).text);

it.each([
  ['a comment to the end of the line', '{ # "b": 2,\n"a": 1 // }\n}'],
  ['a comment over lines', '{ /* "b": 2,\n } */ "a": 1 /**/ }'],
  ['a comma before a bracket', '{ "a": 1, }'],
  ['a comma before comments and a bracket', '{ "a": 1, # one\n// two\n/* three */ }'],
  ['no more than JSON', '{"a":1}'],
])('%s', async (_, text) => {
  expect(await read(text)).toEqual({ a: 1 });
});

it.each(['http://x/y', '# no comment', '/* none */', 'a,]', String.raw`say \"# hi\" // you`, '<?include?>', String.raw`end\\`])(
  'a string stays as it is: %s',
  async (text) => {
    const json = `{ "a": "${text}" # comment\n}`;
    expect(await read(json)).toEqual({ a: JSON.parse(`"${text}"`) });
  },
);

it('positions stay where they were', async () => {
  const text = '{ # one\n"a": 1, /* two\n */ }';
  const { text: plain } = await expand({ [conf]: text });
  expect(plain).toHaveLength(text.length);
  expect(plain).toBe('{      \n"a": 1        \n    }');
});

describe('an include', () => {
  it('is the file, by its path or beside the one that names it, and so on', async () => {
    const files = {
      '/etc/kea/a/one.json': '[1, <?include "two.json"?>, # comment\n]',
      '/etc/kea/a/two.json': '{ "b": <? include  "/srv/three.json" ?> }',
      '/srv/three.json': '3',
    };
    expect(await read('{ "a": <?include "a/one.json"?> }', files)).toEqual({ a: [1, { b: 3 }] });
  });

  it('in a comment is none', async () => {
    expect(await read('{ "a": 1 # <?include "gone.json"?>\n}')).toEqual({ a: 1 });
  });

  it('that is not there is told with the line that names it', async () => {
    const expanding = read('{\n"a": <?include "gone.json"?> }');
    await expect(expanding).rejects.toThrow(SettingsError);
    await expect(expanding).rejects.toThrow(/\/etc\/kea\/kea\.conf:2.*\/etc\/kea\/gone\.json/);
  });

  it.each([
    [10, true],
    [11, false],
  ])('may be %d deep: %s', async (depth, isAllowed) => {
    const files = Object.fromEntries(Array.from({ length: depth }, (_, i) => [`/etc/kea/${i + 1}`, `<?include "${i + 2}"?>`]));
    const expanding = read('<?include "1"?>', { ...files, [`/etc/kea/${depth}`]: '7' });
    const [outcome] = await Promise.allSettled([expanding]);
    const tooDeep = { reason: { message: expect.stringContaining('more than 10 files include each other') } };
    expect(outcome).toMatchObject(isAllowed ? { value: 7 } : tooDeep);
  });

  it('of itself is refused', async () => {
    await expect(read(`\n<?include "${conf}"?>`)).rejects.toThrow(`${conf}:2: more than 10 files include each other`);
  });
});

it('tells file and line of each position', async () => {
  const { text, lineOf } = await expand({
    [conf]: '{ # one\n"a": /* two\nthree */ <?include "b.json"?>,\n"c": 4 }\n',
    '/etc/kea/b.json': '[\n"b2",\n"b3" ]',
  });
  const placeOf = (part: string): string => lineOf(text.indexOf(part));
  expect([0, text.length].map(lineOf)).toEqual([`${conf}:1`, `${conf}:5`]);
  expect(['"a"', '[', '"b2"', '"b3"', '"c"'].map(placeOf)).toEqual([
    `${conf}:2`,
    '/etc/kea/b.json:1',
    '/etc/kea/b.json:2',
    '/etc/kea/b.json:3',
    `${conf}:4`,
  ]);
});
