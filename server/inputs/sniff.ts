// Detects the format of a log from its first lines, if its file name does not show it.
import type { LogFormat } from './contract/log-format.ts';

const linesRead = 20;

/**
 * The format of more than half of the first 20 non-empty lines; undefined if there is none. A format that only a sample reveals, such as a session
 * with tables among other output, takes precedence. If a line has several formats, the first in `formats` is used.
 */
export function sniffFormat(sampleLines: readonly string[], formats: readonly LogFormat[]): LogFormat | undefined {
  const ofSample = formats.find((format) => format.isSample?.(sampleLines));
  if (ofSample) return ofSample;
  const found = sampleLines
    .filter((line) => line.trim() !== '')
    .slice(0, linesRead)
    .map((line) => formats.find((format) => format.isLine?.(line)));
  return found.find((format) => format !== undefined && found.filter((other) => other === format).length * 2 > found.length);
}
