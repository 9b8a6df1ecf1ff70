// The format of a log from its first lines, for files whose names do not say.
import type { LogFormat } from './contract/log-format.ts';

const linesRead = 20;

/**
 * The format of more than half of the first 20 lines that are not empty; undefined when there is none. A format that only a sample shows, such
 * as a session with tables among much else, comes before. Of several that a line has, the first in `formats` counts.
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
