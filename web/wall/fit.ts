// How many rows fit on the wall, and how large. Pure.
import type { TableLine } from '../fleet/table-lines.ts';

export type WallRow = Extract<TableLine, { kind: 'backend' }>;

/** Heights in em of the wall's font size. */
export const rowEm = { 'needs you': 3.7, known: 3.7, installing: 2.1, others: 2.1 } as const;
const moreEm = 1.8;

/** In em: the approximate height above the rows, and the minimum width. */
const headEm = 16;
const lettersWide = 66;
/** The height of the wall in em. */
const highEm = { least: 24, most: 38 };

/** The font size on a wall of this size, pixels: the fewer rows, the larger. */
export function letterSize({ width, height }: { width: number; height: number }, rows: number): number {
  const em = Math.min(highEm.most, Math.max(highEm.least, headEm + rows * rowEm['needs you']));
  return Math.round(Math.min(48, Math.max(11, Math.min(width / lettersWide, height / em))));
}

/** The first rows that fit into `em`, with room for the line that counts the others. */
export function fitRows(rows: readonly WallRow[], em: number): readonly WallRow[] {
  let used = 0;
  const ends = rows.map(({ urgency }) => (used += rowEm[urgency]));
  if (used <= em) return rows;
  return rows.filter((_, i) => (ends[i] ?? 0) <= em - moreEm);
}

/** `12 more need you · 180 more installing, acknowledged or muted`; null for none. */
export function moreWords(rows: readonly WallRow[], shown: number): string | null {
  const rest = rows.slice(shown);
  const count = (needy: boolean): number => rest.filter(({ urgency }) => (urgency === 'needs you') === needy).length;
  const parts = [
    [count(true), 'need you'],
    [count(false), 'installing, acknowledged or muted'],
  ] as const;
  const words = parts.filter(([n]) => n > 0).map(([n, what]) => `${n.toLocaleString('en')} more ${what}`);
  return words.length === 0 ? null : words.join(' · ');
}
