import { expect, it } from 'vitest';
import type { Column } from '../../../web/export/column.ts';
import { csvOf } from '../../../web/export/csv.ts';
import { exportFileName } from '../../../web/export/file-name.ts';
import { jsonOf } from '../../../web/export/json.ts';

interface Row {
  host: string;
  count: number | null;
}
const columns: Column<Row>[] = [
  { name: 'host', of: ({ host }) => host },
  { name: 'count', of: ({ count }) => count },
];
const fieldOf = (host: string): string => csvOf([{ host, count: 1 }], columns).slice('host,count\r\n'.length, -',1\r\n'.length);

it('has a head, a line for each row, and ends each with CRLF', () => {
  const rows = [
    { host: 'a', count: 3 },
    { host: 'b', count: null },
  ];
  expect(csvOf(rows, columns)).toBe('host,count\r\na,3\r\nb,\r\n');
  expect(csvOf([], columns)).toBe('host,count\r\n');
});

it.each([
  ['plain text', 'plain text'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@cmd', "'@cmd"],
  ['\tx', "'\tx"],
  ['=a,"b"', '"\'=a,""b"""'],
  ['', ''],
])('%j becomes %j', (text, field) => {
  expect(fieldOf(text)).toBe(field);
});

it('leaves numbers as they are, also those below zero', () => {
  expect(csvOf([{ host: 'a', count: -5 }], columns)).toBe('host,count\r\na,-5\r\n');
});

it('as JSON: what was there, a row a line', () => {
  const rows = [
    { host: '=1"', count: 3 },
    { host: 'b', count: null },
  ];
  const text = jsonOf(rows, columns);
  expect(JSON.parse(text)).toEqual(rows);
  expect(text.trimEnd().split('\n')).toHaveLength(4);
  expect(JSON.parse(jsonOf([], columns))).toEqual([]);
});

it.each([
  ['events', 'csv', 'checklist-events-20261121T103207Z.csv'],
  ['../x y', 'json', 'checklist-..-x-y-20261121T103207Z.json'],
] as const)('the file of %j is called after what is in it', (name, format, file) => {
  expect(exportFileName(name, Date.UTC(2026, 10, 21, 10, 32, 7, 9), format)).toBe(file);
});
