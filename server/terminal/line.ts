// A line on a terminal: pieces of text with a tone, cut to the width and coloured last. Much of the text is untrusted (host names, messages, log
// lines) and must not control the terminal, so that every piece passes through `printable`. Pure.
import { styleText } from 'node:util';
import type { StatusTone } from '../../state-machines/vocabulary.ts';

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

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const widthless = /\p{M}/u;

/** In columns. */
export function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  return Array.from(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

function characterWidth(character: string): number {
  if (widthless.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** At most this many columns, with … if something was cut. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 1;
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return columns > 0 ? `${kept}…` : '';
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
