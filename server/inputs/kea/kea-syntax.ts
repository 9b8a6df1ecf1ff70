// Converts Kea's JSON to plain JSON: `#`, `//` and `/* */` comments and trailing commas become spaces, `<?include "file"?>` becomes the file's
// content. Positions in the result still map to file and line.
import { dirname, resolve } from 'node:path';
import { SettingsError } from '../../settings/settings-error.ts';
import type { SiteFiles } from '../../inventory/site-files.ts';

export interface PlainText {
  text: string;
  /** `file:line` of a position in the text. */
  lineOf: (position: number) => string;
}

/** Kea's own limit for nested includes. */
const deepest = 10;
const piece =
  /"(?:[^"\\]|\\.)*"|<\?\s*include\s+"(?<file>[^"]*)"\s*\?>|(?<comment>#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<comma>,)(?=(?:\s|#[^\n]*\n|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*[\]}])/g;

interface Segment {
  text: string;
  file: string;
  /** Line number of its start, from 1. */
  line: number;
}

/** Throws a SettingsError if a file can't be read, or files include each other. */
export async function expandKeaConfig(path: string, site: SiteFiles): Promise<PlainText> {
  const segments = await segmentsOf(path, site, { depth: 0 });
  return { text: segments.map(({ text }) => text).join(''), lineOf: (position) => placeOf(segments, position) };
}

async function segmentsOf(path: string, site: SiteFiles, { depth, by }: { depth: number; by?: string }): Promise<Segment[]> {
  if (depth > deepest) throw new SettingsError([`${by}: more than ${deepest} files include each other`]);
  const text = await site.text(path, by);
  const segments: Segment[] = [];
  let done = 0;
  let line = 1;
  const take = (end: number, as?: string): void => {
    const taken = text.slice(done, end);
    segments.push({ text: as ?? taken, file: path, line });
    line += taken.split('\n').length - 1;
    done = end;
  };
  for (const { 0: found, index, groups = {} } of text.matchAll(piece)) {
    const { file } = groups;
    if (file === undefined && (groups['comment'] ?? groups['comma']) === undefined) continue;
    take(index);
    if (file !== undefined)
      segments.push(...(await segmentsOf(resolve(dirname(path), file), site, { depth: depth + 1, by: `${path}:${line}` })));
    take(index + found.length, found.replaceAll(/[^\n]/g, ' '));
  }
  take(text.length);
  return segments;
}

function placeOf(segments: readonly Segment[], position: number): string {
  let left = position;
  for (const [i, { text, file, line }] of segments.entries()) {
    if (left < text.length || i === segments.length - 1) return `${file}:${line + text.slice(0, left).split('\n').length - 1}`;
    left -= text.length;
  }
  return '';
}
