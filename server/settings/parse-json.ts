// Parses and checks JSON of other programs. Mistakes include the file or command and the line.
import type * as z from 'zod';
import { jsonMistakeAt } from './json-mistake.ts';
import { SettingsError } from './settings-error.ts';

/** `lineOf`: maps a position in `text` to `file:line`, if the text was assembled from several files. */
export function parseJson<T>(text: string, from: string, schema: z.ZodType<T>, lineOf?: (position: number) => string): T {
  const parsed = schema.safeParse(parse(text, from, lineOf));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SettingsError([`${from}: ${issue?.path.join('.') || 'the whole document'}: ${issue?.message}`]);
}

function parse(
  text: string,
  from: string,
  lineOf = (position: number) => `${from}:${text.slice(0, position).split('\n').length}`,
): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const words = (error as Error).message.split(/,? (?:in JSON )?at position |, (?:\.\.\.)?"/)[0];
    throw new SettingsError([`${lineOf(jsonMistakeAt(text))}: invalid JSON: ${words}`]);
  }
}
