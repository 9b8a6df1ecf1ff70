import { expect, it } from 'vitest';
import { csvRows } from '../../../server/inventory/csv-rows.ts';

it.each([
  [
    'commas',
    'a,b\nc,d',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  [
    'semicolons',
    'a;b\r\nc;d,e\r\n',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd,e'],
    ],
  ],
  [
    'tabs',
    'a\tb\rc\td',
    [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
    ],
  ],
  ['a byte order mark', '\uFEFFa,b', [[1, 'a', 'b']]],
  [
    'quotes',
    '"a,1","say ""b""",\nc',
    [
      [1, 'a,1', 'say "b"', ''],
      [2, 'c'],
    ],
  ],
  [
    'a line end in quotes',
    '"a\nb",c\nd,e',
    [
      [1, 'a\nb', 'c'],
      [3, 'd', 'e'],
    ],
  ],
  ['blanks around', ' a , b', [[1, 'a', 'b']]],
  [
    'rows without any text',
    'a,b\n\n,\nc,d',
    [
      [1, 'a', 'b'],
      [4, 'c', 'd'],
    ],
  ],
  ['nothing', '', []],
])('%s', (_, text, rows) => {
  expect(csvRows(text)?.map(({ line, fields }) => [line, ...fields])).toEqual(rows);
});

it.each(['"a', 'a,"b\nc,d', '""a"",b'.slice(0, 1)])('a quote that is never closed: %j', (text) => {
  expect(csvRows(text)).toBeUndefined();
});
