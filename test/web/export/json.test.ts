// Rows as JSON.
import { expect, test } from 'vitest';
import { jsonOf } from '../../../web/export/json.ts';

const columns = [
  { name: 'host', of: ({ host }: { host: string }) => host },
  { name: 'ip', of: () => null },
];

test('an object for each row, on a line of its own', () => {
  expect(jsonOf([{ host: 'a' }, { host: 'b"' }], columns)).toBe('[\n{"host":"a","ip":null},\n{"host":"b\\"","ip":null}\n]\n');
});

test('no rows: an empty array', () => {
  expect(JSON.parse(jsonOf([], columns))).toEqual([]);
});
