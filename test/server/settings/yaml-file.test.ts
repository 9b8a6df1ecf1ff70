import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openYamlFile, readYamlFile } from '../../../server/settings/yaml-file.ts';
import { tempFolders } from '../temp-folder.ts';
import { mistakesOf } from './mistakes.ts';

const newFolder = tempFolders();
function file(text: string): string {
  const path = join(newFolder(), 'checklist.yaml');
  writeFileSync(path, text);
  return path;
}

it('YAML is read, and JSON as YAML', () => {
  expect(readYamlFile(file('http:\n  port: 4080\n'))).toEqual({ http: { port: 4080 } });
  expect(readYamlFile(file('{"http": {"port": 4080}}'))).toEqual({ http: { port: 4080 } });
  expect(readYamlFile(file(''))).toBeNull();
});

describe('the line', () => {
  const { lineOf } = openYamlFile(file('# settings\nhttp:\n  port: 4080\nsources:\n  - type: syslog\n    path: messages\n'));

  it.each<[PropertyKey[], number]>([
    [[], 2],
    [['http', 'port'], 3],
    [['sources', 0, 'path'], 6],
    [['sources', 0, 'absent'], 5],
    [['absent'], 2],
  ])('of %j is %i', (path, line) => {
    expect(lineOf(path)).toBe(line);
  });
});

describe('a mistake has its line', () => {
  it.each([
    ['a key given twice', 'a: 1\nb: 2\na: 3\n', /checklist\.yaml:3: Map keys must be unique/],
    ['a bracket that is not closed', 'a:\n  - [1, 2\n', /checklist\.yaml:\d: /],
    ['a tab', 'a:\n\tb: 1\n', /checklist\.yaml:2: .*[Tt]ab/],
    ['JSON without a comma', '{\n"a": 1\n"b": 2}', /checklist\.yaml:2: /],
  ])('%s', (_, text, expected) => {
    expect(mistakesOf(() => readYamlFile(file(text)))[0]).toMatch(expected);
  });

  it('of several, every one', () => {
    expect(mistakesOf(() => readYamlFile(file('a: 1\na: 2\nb: 1\nb: 2\n')))).toHaveLength(2);
  });
});

it('aliases that would fill the memory are refused', () => {
  const levels = ['a', 'b', 'c', 'd'].map(
    (name, i, all) => `${name}: &${name} [${i === 0 ? 'x' : `${`*${all[i - 1]},`.repeat(9)}*${all[i - 1]}`}]`,
  );
  expect(mistakesOf(() => readYamlFile(file(`${levels.join('\n')}\n`)))[0]).toMatch(/alias/);
});

it('a file that is not there is named', () => {
  const path = join(newFolder(), 'absent.yaml');
  expect(mistakesOf(() => readYamlFile(path))[0]).toMatch(/absent\.yaml: .*ENOENT/);
});
