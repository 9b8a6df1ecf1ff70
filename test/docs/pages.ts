// All pages of the documentation, and what they refer to: links, code paths and command lines.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { repository } from '../program.ts';

/** Relative to the repository. */
export const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...globSync('{docs,sample-logs}/**/*.md', { cwd: repository }),
].toSorted();

export function readPage(page: string): string {
  return readFileSync(join(repository, page), 'utf8');
}

/** Without fenced code blocks. */
const proseOf = (page: string): string => page.replaceAll(/^```[\s\S]*?^```$/gm, '');

export interface Link {
  /** Relative to the repository. */
  file: string;
  anchor: string | undefined;
}

/** Relative links and pictures. */
export function linksOf(page: string, text: string): Link[] {
  const targets = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)].map(([, link, picture]) => link ?? picture ?? '');
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor] = target.split('#');
      return { file: path === '' ? page : posix.join(dirname(page), path), anchor };
    });
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(text: string): Set<string> {
  return new Set([...proseOf(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading)));
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Paths of the repository in code spans. */
export function codePathsOf(text: string): string[] {
  const spans = [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return spans.filter((span) => /^(?:server|state-machines|web|test|docs|sample-logs)\/[\w./-]*$/.test(span));
}

/** Arguments of every command line with `checklist`, in code blocks, indented code and code spans. A span may name a command alone. */
export function commandLinesOf(text: string): string[][] {
  const lines = [
    ...[...text.matchAll(/^(?:```(?:sh|text)\n[\s\S]*?^```$)/gm)].flatMap(([block]) => block.split('\n')),
    ...[...text.matchAll(/^ {4,}(?=\S)(.*)$/gm)].map(([, line = '']) => line),
    ...[...proseOf(text).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => (/^checklist [a-z-]+$/.test(span) ? `${span} --help` : span)),
  ];
  return lines.flatMap((line) => commandsOf(line)).filter((words) => words.length > 0);
}

/** The commands of a shell line that run `checklist`, without the program. Comments, pipes and redirections end one. */
function commandsOf(line: string): string[][] {
  const commands = line.replace(/(?:^|\s)#.*$/, '').split(/\s*(?:\||;|&&|>)\s*/);
  return commands.flatMap((command) => {
    const [, rest] = /^(?:[A-Z]+=\S+ )?(?:npx )?checklist(?=\s+[a-z-])(.*)$/.exec(command) ?? [];
    return rest === undefined ? [] : [wordsOf(rest)];
  });
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare ?? '');
}
