// Every link, code path and command line in the documentation is valid.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../server/commands/program.ts';
import { repository } from '../program.ts';
import { anchorsOf, codePathsOf, commandLinesOf, linksOf, pages, readPage } from './pages.ts';

/** Why the command line is wrong; undefined if it is right. Runs nothing. */
function commandMistake(words: readonly string[]): string | undefined {
  const program = createProgram();
  if (/^[a-z]/.test(words[0] ?? '') && !program.commands.some((command) => command.name() === words[0]))
    return `checklist ${words.join(' ')}: unknown command`;
  for (const command of program.commands) command.action(() => {});
  for (const command of [program, ...program.commands]) command.configureOutput({ outputError: () => {}, writeOut: () => {} });
  try {
    program.parse([...words], { from: 'user' });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? undefined : `checklist ${words.join(' ')}: ${error.message}`;
  }
}

const brokenLinks = (page: string, text: string): string[] =>
  linksOf(page, text)
    .filter(({ file, anchor }) => {
      const isThere = existsSync(join(repository, file));
      return !isThere || (anchor !== undefined && !anchorsOf(file === page ? text : readPage(file)).has(anchor));
    })
    .map(({ file, anchor }) => `${page}: ${file}${anchor === undefined ? '' : `#${anchor}`} does not exist`);

const missingPaths = (text: string): string[] => codePathsOf(text).filter((path) => !existsSync(join(repository, path)));

const commandMistakes = (text: string): string[] => commandLinesOf(text).flatMap((words) => commandMistake(words) ?? []);

describe.each(pages)('%s', (page) => {
  const text = readPage(page);

  test('its links lead somewhere', () => {
    expect(brokenLinks(page, text)).toEqual([]);
  });

  test('the code paths that it names exist', () => {
    expect(missingPaths(text)).toEqual([]);
  });

  test('its command lines are accepted', () => {
    expect(commandMistakes(text)).toEqual([]);
  });
});

describe('a mistake is found', () => {
  test('in a link or an anchor', () => {
    const text = '# A page\n\n[a](other.md), [b](#a-page), [c](settings.md#no-such-heading), [d](#nowhere)\n';
    expect(brokenLinks('docs/api.md', text)).toEqual([
      'docs/api.md: docs/other.md does not exist',
      'docs/api.md: docs/settings.md#no-such-heading does not exist',
      'docs/api.md: docs/api.md#nowhere does not exist',
    ]);
  });

  test('in a code path', () => {
    expect(missingPaths('`server/core/` and `server/parsers/sniff.ts`')).toEqual(['server/parsers/sniff.ts']);
  });

  test('in a command line', () => {
    const text = "    npx checklist status 'backend-0-[0-3]' --wach   # a comment\n\n`checklist serv` and `checklist log --follow`\n";
    expect(commandMistakes(text)).toEqual([expect.stringContaining("unknown option '--wach'"), 'checklist serv --help: unknown command']);
  });
});

test('commands are found in the documentation', () => {
  const names = new Set(pages.flatMap((page) => commandLinesOf(readPage(page)).map(([name]) => name)));
  expect(names.size).toBeGreaterThan(10);
});
