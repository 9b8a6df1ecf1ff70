import { expect, it } from 'vitest';
import * as z from 'zod';
import { parseJson } from '../../../server/settings/parse-json.ts';

const schema = z.object({ name: z.string(), ports: z.array(z.number()) });
const mistakeOf = (text: string, lineOf?: (position: number) => string): string => {
  try {
    parseJson(text, 'hosts.json', schema, lineOf);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
};

it('JSON that fits is read', () => {
  expect(parseJson('{ "name": "a", "ports": [1] }', 'hosts.json', schema)).toEqual({ name: 'a', ports: [1] });
});

it.each([
  ['{ "name": "a",\n  "ports": [1, 2,] }', /^hosts\.json:2: invalid JSON: Unexpected token '\]'/],
  ['{\n\n  name: "a" }', /^hosts\.json:3: invalid JSON: Expected property name or '}'/],
  ['{ "name": "a" // first\n}', /^hosts\.json:1: invalid JSON: Expected ',' or '}' after property value/],
  ['{ "name": "a",\n', /^hosts\.json:2: invalid JSON: Expected double-quoted property name/],
  ['', /^hosts\.json:1: invalid JSON: Unexpected end of JSON input/],
  ['{ "name": "a" }', /^hosts\.json: ports: /],
  ['{ "name": "a", "ports": ["1"] }', /^hosts\.json: ports\.0: /],
  ['[]', /^hosts\.json: the whole document: /],
])('of %j it says where it is wrong', (text, expected) => {
  expect(mistakeOf(text)).toMatch(expected);
});

it('a text of several files names the file that is wrong', () => {
  expect(mistakeOf('{"a":1}{', (position) => `line at ${position}`)).toMatch(/^line at 7: invalid JSON/);
});
