// A line on a terminal: pieces of text with a tone, cut to the width and coloured last. Much of the text is untrusted (host names, messages, log
// lines) and must not control the terminal, so that every piece passes through `printable`. Pure.
import { styleText } from 'node:util';
import type { StatusTone } from '../../state-machines/vocabulary.ts';
import { cutWide, wideWidth } from './wide-text.ts';

type Style = Parameters<typeof styleText>[0];
export type Tone = StatusTone | 'strong' | 'faint' | 'alarm';

export interface Piece {
  text: string;
  tone?: Tone | undefined;
}
export type Line = readonly Piece[];

const styles: Readonly<Record<Tone, Style>> = {
  failed: 'red',
  stalled: 'magenta',
  late: 'yellow',
  waiting: 'cyan',
  installing: 'blueBright',
  installed: 'green',
  abandoned: 'dim',
  idle: 'dim',
  strong: 'bold',
  faint: 'dim',
  alarm: ['bold', 'red', 'inverse'],
};

/** Replaces control characters, invisible characters, those that change the writing direction, and those of unknown width. */
export function printable(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}

/** ASCII and the signs of our own pages: one column each. That is nearly everything shown, and needs no tables of Unicode. */
const narrow = /^[ -~·×–…‖≈▰▱▶◌◷✔✖]*$/;

/** In columns. */
export function widthOf(text: string): number {
  return narrow.test(text) ? text.length : wideWidth(text);
}

/** At most this many columns, with … if something was cut. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  if (!narrow.test(text)) return cutWide(text, columns);
  return columns > 0 ? `${text.slice(0, columns - 1)}…` : '';
}

/** Exactly this many columns. */
export function cell(text: string, columns: number): string {
  const shown = cut(printable(text), columns);
  return shown + ' '.repeat(columns - widthOf(shown));
}

/** The text to write. `columns`: Infinity if the output is not a terminal. */
export function writeLine(line: Line, { columns, colours }: { columns: number; colours: boolean }): string {
  let left = columns;
  return line
    .map(({ text, tone }) => {
      const shown = cut(printable(text), left);
      left -= widthOf(shown);
      return colours && tone !== undefined && shown !== '' ? styleText(styles[tone], shown, { validateStream: false }) : shown;
    })
    .join('')
    .trimEnd();
}
