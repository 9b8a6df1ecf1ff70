// Reads a YAML or JSON file (JSON is YAML), with mistakes that name the file and the line.
import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { SettingsError } from './settings-error.ts';

/** The content of a file, and where in it a value stands. */
export interface YamlFile {
  content: unknown;
  /** Line of the value that these keys lead to, else of what holds it; 1 for the first. */
  lineOf: (path: readonly PropertyKey[]) => number;
}

/** The content of the file. Throws a SettingsError when it can't be read or is no YAML. */
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
    throw new SettingsError([`${path}: can't be read: ${(error as Error).message}`]);
  }
}
