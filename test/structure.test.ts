// The house as a test: how large a folder may be, that imports go round in no circle, and that tests are where their code is.
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { repository } from './program.ts';

/** Source files of one folder. */
const folderMax = 20;
/** Of the source files, how many must have a test of the same name in the mirrored place. Raise it when more have; never lower it. */
const mirroredShare = 2 / 3;

const filesOf = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: repository })
    .filter((file) => !file.endsWith('.d.ts'))
    .toSorted();
const sources = filesOf('server/**/*.{ts,tsx}', 'state-machines/**/*.ts', 'web/**/*.{ts,tsx}');
const tests = filesOf('test/**/*.test.{ts,tsx}');
const textOf = (file: string): string => readFileSync(join(repository, file), 'utf8');

/** The files of ours that a file imports, types included. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:^(?:import|export)\b[^;]*?\bfrom |^import |\bimport\()'(\.{1,2}\/[^']+)'/gm)].map(([, path = '']) =>
    normalize(join(dirname(file), path)),
  );
const isMirrored = (file: string): boolean =>
  ['ts', 'tsx'].some((ending) => tests.includes(`test/${file.replace(/\.\w+$/, '')}.test.${ending}`));
/** `it`, or a suite that many call: testSource, providerContract. */
const isEmpty = (file: string): boolean => !/^\s*(?:it|test\w*|describe\w+|\w+Contract)(?:[.(<]|$)/m.test(textOf(file));

/** Paths that end where they began, each once, as `a → b → a`. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}

it('no folder holds more source files than a reader can take in; workflows are data and may', () => {
  const counts = Map.groupBy(sources, (file) => dirname(file));
  const full = [...counts].filter(([folder, files]) => folder !== 'state-machines/workflows' && files.length > folderMax);
  expect(
    full.map(([folder, files]) => `${folder} has ${files.length} files: give what belongs together a folder of its own`),
    `at most ${folderMax} source files in a folder`,
  ).toEqual([]);
});

it('imports go round in no circle, types included', () => {
  const circles = circlesOf(new Map(sources.map((file) => [file, importsOf(file)])));
  expect(circles, 'move what both need into a file that imports neither').toEqual([]);
});

it('a circle would be found', () => {
  const imports = { 'a.ts': ['b.ts'], 'b.ts': ['c.ts', 'd.ts'], 'c.ts': ['d.ts'], 'd.ts': ['b.ts'] };
  expect(circlesOf(new Map(Object.entries(imports)))).toEqual(['b.ts → c.ts → d.ts → b.ts']);
});

it(`at least two thirds of the source files have a test of their name in the mirrored place`, () => {
  const missing = sources.filter((file) => !isMirrored(file));
  const share = 1 - missing.length / sources.length;
  expect(
    share,
    `only ${(share * 100).toFixed(1)} %: write test/<path>.test.ts for some of these, or move the test that they have there:\n${missing.join('\n')}`,
  ).toBeGreaterThanOrEqual(mirroredShare);
});

it('every test file has a test', () => {
  expect(tests.filter(isEmpty), 'delete these, or write their tests').toEqual([]);
});

it('random inputs come from test/fuzzing.ts, which knows the seed', () => {
  const helpers = filesOf('test/**/*.{ts,tsx}').filter((file) => !/^test\/(?:bench|chaos)\//.test(file));
  const seedless = helpers.filter(
    (file) =>
      !['fuzzing.ts', 'run-fuzz.ts', 'structure.test.ts'].includes(basename(file)) && /from 'fast-check'|Math\.random\(/.test(textOf(file)),
  );
  expect(seedless, "import '…/test/fuzzing.ts' instead of fast-check; take numbers from test/chaos/random.ts with a seed").toEqual([]);
});

it('no test asserts how long something took', () => {
  const clocks = /expect\((?:performance\.now|Date\.now)\(\) - /;
  const timed = tests.filter((file) => file !== 'test/structure.test.ts' && clocks.test(textOf(file)));
  expect(timed, 'wait for an event, count, or give the code a clock').toEqual([]);
});
