import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFromSite } from '../../../server/settings/site-module.ts';
import { tempFolders } from '../temp-folder.ts';
import { mistakesOf } from './mistakes.ts';

const newFolder = tempFolders();

const isMade = (value: unknown): value is { x: number } => typeof (value as { x?: unknown } | undefined)?.x === 'number';

function load(code: string | undefined) {
  const file = join(newFolder(), 'site.mjs');
  if (code !== undefined) writeFileSync(file, code);
  return { file, made: () => createFromSite({ file, create: 'createThing', context: { n: 7 }, isMade, wanted: 'object with x' }) };
}

it('gives what the module makes of its context', () => {
  expect(load('export const createThing = ({ n }) => ({ x: n });').made()).toEqual({ x: 7 });
});

it.each([
  ['is not there', undefined, /Cannot find module/],
  ['throws', "throw new Error('broken');", /broken/],
  ['throws what is no error', "throw 'words';", /words/],
  ['exports something else', 'export const other = 1;', /does not export a function createThing/],
  ['makes something else', 'export const createThing = () => 1;', /createThing must return an object with x/],
])('one that %s is a mistake of the settings, which names the file', (_, code, expected) => {
  const { file, made } = load(code);
  const [mistake = ''] = mistakesOf(made);
  expect(mistake).toContain(file);
  expect(mistake).toMatch(expected);
});
