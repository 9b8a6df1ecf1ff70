// Text of any script: its width in columns, and its beginning up to a width. The tables of Unicode are loaded when there is such a text,
// which doubles the time that a command takes to load its page.
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

export function wideWidth(text: string): number {
  const { default: stringWidth } = load('string-width') as typeof import('string-width');
  return stringWidth(text);
}

/** At most this many columns, with … if something was cut. */
export function cutWide(text: string, columns: number): string {
  const { default: cliTruncate } = load('cli-truncate') as typeof import('cli-truncate');
  return cliTruncate(text, columns);
}
