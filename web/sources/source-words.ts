// The state of a source, the state of all of them, and how far a source has been read, in words. Pure.
import { counterSentences } from './counter-words.ts';
import type { SourceView } from '../../state-machines/view/source-view.ts';

export interface SourceMark {
  tone: string;
  glyph: string;
  word: string;
}

const namesShown = 3;

/** `isFresh`: whether the answer of the server is current. If not, only the last known state can be shown. */
export function sourceMark({ alive }: Pick<SourceView, 'alive'>, isFresh: boolean): SourceMark {
  if (!isFresh) return { tone: 'idle', glyph: '·', word: alive ? 'was read' : 'was not read' };
  return alive ? { tone: 'installed', glyph: '✔', word: 'read' } : { tone: 'failed', glyph: '✖', word: 'not read' };
}

export function allSourcesMark(sources: readonly SourceView[]): SourceMark {
  const unread = sources.filter(({ alive }) => !alive);
  const lossy = sources.filter(mayMiss);
  if (sources.length === 0) return { tone: 'late', glyph: '▲', word: 'Nothing is read: no sources are configured' };
  if (unread.length > 0) return { tone: 'failed', glyph: '✖', word: `${unreadText(unread.length, sources.length)}: ${namesOf(unread)}` };
  const all = sources.length === 1 ? 'The only source is read' : `All ${sources.length} sources are read`;
  if (lossy.length > 0) return { tone: 'late', glyph: '▲', word: `${all}, but lines may be missing from ${namesOf(lossy)}` };
  return { tone: 'installed', glyph: '✔', word: all };
}

function unreadText(unread: number, all: number): string {
  if (all === 1) return 'The only source is not read';
  return `${unread} of ${all} sources ${unread === 1 ? 'is' : 'are'} not read`;
}

function mayMiss({ counters }: Pick<SourceView, 'counters'>): boolean {
  return counterSentences(counters).some(({ isLoss }) => isLoss);
}

function namesOf(sources: readonly SourceView[]): string {
  const names = sources.slice(0, namesShown).map(({ name }) => name);
  const more = sources.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** The time of the newest line of all sources; null if there is none yet. ISO 8601 in UTC sorts as text. */
export function lastLineOf(sources: readonly SourceView[]): string | null {
  return sources.reduce<string | null>((last, { lastLineAt }) => ((lastLineAt ?? '') > (last ?? '') ? lastLineAt : last), null);
}

/** Null if unknown. */
export function lagText(bytes: number | null): string | null {
  if (bytes === null) return null;
  return bytes === 0 ? 'all read' : `${bytesText(bytes)} not read yet`;
}

function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Commands that show why a log cannot be read. */
export function commandsFor({ type, from }: Pick<SourceView, 'type' | 'from'>): { command: string; shows: string }[] {
  if (type === 'mqtt') return [];
  const folder = from.slice(0, from.lastIndexOf('/')) || '/';
  return [
    { command: `ls -l ${quoted(folder)}`, shows: 'does the file exist under this name?' },
    {
      command: `namei -l ${quoted(from.includes('*') ? folder : from)}`,
      shows: 'can the service user enter each directory and read the file?',
    },
  ];
}

/** Quoted for a shell. */
function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
