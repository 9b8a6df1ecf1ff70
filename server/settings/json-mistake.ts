// Where a text is no JSON (RFC 8259). JSON.parse reports what is wrong, and only sometimes where.
import { createRequire } from 'node:module';
import type { ParseError } from 'jsonc-parser';

/** Position of the first token that does not belong there; the end of the text when something is missing. */
export function jsonMistakeAt(text: string): number {
  // Only a text with a mistake needs the library.
  const { parse } = createRequire(import.meta.url)('jsonc-parser') as typeof import('jsonc-parser');
  const mistakes: ParseError[] = [];
  parse(text, mistakes, { disallowComments: true, allowTrailingComma: false });
  return mistakes[0]?.offset ?? text.length;
}
