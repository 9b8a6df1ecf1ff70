// Reads a YAML or JSON file (JSON is YAML), with mistakes that name the file and the line.
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { SettingsError } from './settings-error.ts';

/** The content of the file. Throws a SettingsError when it can't be read or is no YAML. */
export function readYamlFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError([`${path}: can't be read: ${(error as Error).message}`]);
  }
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    throw new SettingsError(
      document.errors.map(
        ({ message, linePos }) => `${path}:${linePos?.[0].line ?? 1}: ${message.split('\n')[0]?.replace(/:$/, '') ?? message}`,
      ),
    );
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new SettingsError([`${path}: ${(error as Error).message}`]);
  }
}
