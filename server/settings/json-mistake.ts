// Finds the position of a mistake in JSON (RFC 8259). JSON.parse does not always report it.
import { createRequire } from 'node:module';
import type { ParseError } from 'jsonc-parser';

/** Position of the first unexpected token, or the end of the text if something is missing. */
export function jsonMistakeAt(text: string): number {
  // The library is loaded only when there is a mistake.
  const { parse } = createRequire(import.meta.url)('jsonc-parser') as typeof import('jsonc-parser');
  const mistakes: ParseError[] = [];
  parse(text, mistakes, { disallowComments: true, allowTrailingComma: false });
  return mistakes[0]?.offset ?? text.length;
}
