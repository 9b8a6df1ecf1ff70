// Reads a YAML or JSON file (JSON is YAML). Mistakes include the file and the line.
import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { SettingsError } from './settings-error.ts';

/** The content of a file, with the lines of its values. */
export interface YamlFile {
  content: unknown;
  /** Line of the value at this path, else of the nearest existing parent; the first line is 1. */
  lineOf: (path: readonly PropertyKey[]) => number;
}

/** The content of the file. Throws a SettingsError if it cannot be read or is not YAML. */
export function readYamlFile(path: string): unknown {
  return openYamlFile(path).content;
}

/** The same with the lines of its values. */
export function openYamlFile(path: string): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(readText(path), { prettyErrors: true, lineCounter });
  if (document.errors.length > 0) {
    throw new SettingsError(
      document.errors.map(
        ({ message, linePos }) => `${path}:${linePos?.[0].line ?? 1}: ${message.split('\n')[0]?.replace(/:$/, '') ?? message}`,
      ),
    );
  }
  const lineOf: YamlFile['lineOf'] = (keys) => {
    const node = keys.length === 0 ? document.contents : document.getIn(keys, true);
    if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    return keys.length === 0 ? 1 : lineOf(keys.slice(0, -1));
  };
  try {
    return { content: document.toJS({ maxAliasCount: 100 }), lineOf };
  } catch (error) {
    throw new SettingsError([`${path}: ${(error as Error).message}`]);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError([`${path}: cannot be read: ${(error as Error).message}`]);
  }
}
