// A log that is no longer written, with its rotated siblings, oldest first; `replay` reads these. Compressed files are unpacked on the fly.
import type { Line, Parser } from '../contract/parser.ts';
import { LineCounter } from '../contract/line-counter.ts';
import { LineSplitter } from './line-splitter.ts';
import { readRotatedName } from './rotated-name.ts';
import type { Reading } from '../../core/queue.ts';
import { readUnpacked } from './unpack.ts';

export interface FinishedLogOptions {
  /** Name of the log: that of its newest file. */
  name: string;
  /** Oldest first. */
  paths: readonly string[];
  parser: Parser;
  counter?: LineCounter;
}

/** The lines in order, one batch per block of the file. Rejects if a file can't be read or unpacked. */
export async function* readFinishedLog({
  name,
  paths,
  parser,
  counter = new LineCounter(),
}: FinishedLogOptions): AsyncGenerator<Reading[]> {
  const isForeign = counter.filterOf(parser);
  for (const path of paths) {
    const splitter = new LineSplitter();
    const source = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:gz|zst)$/, '');
    const read = (lines: Iterable<Line>): Reading[] => {
      const found: Reading[] = [];
      for (const line of lines) {
        line.source = source || name;
        const reading = counter.parse(parser, line);
        if (reading) found.push(asReceivedThen(reading));
      }
      return found;
    };
    for await (const chunk of openLog(path)) yield read(splitter.feed(chunk, isForeign));
    yield read(splitter.end());
  }
}

/** No receive time was recorded, so the line's own time is used. */
function asReceivedThen(reading: Reading): Reading {
  for (const observation of reading.observations) observation.receivedAtMs = reading.atMs;
  return reading;
}

async function* openLog(path: string): AsyncGenerator<Buffer> {
  try {
    yield* readUnpacked(path, readRotatedName(path.slice(path.lastIndexOf('/') + 1)).packing);
  } catch (error) {
    throw new Error(`${path}: can't be read to its end: ${(error as Error).message}`, { cause: error });
  }
}
