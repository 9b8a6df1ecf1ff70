// A log that is not written any more, with its rotated siblings, oldest first: what `replay` reads. Compressed files are unpacked on the way.
import type { Parser } from '../contract/parser.ts';
import { LineCounter } from './line-counter.ts';
import { LineSplitter, type RawLine } from './line-splitter.ts';
import { readRotatedName } from './rotated-name.ts';
import type { Timed } from '../contract/source.ts';
import { readUnpacked } from './unpack.ts';

export interface FinishedLogOptions {
  /** Name of the log, that of its newest file. */
  name: string;
  /** Oldest first. */
  paths: readonly string[];
  parser: Parser;
  counter?: LineCounter;
}

/** Its lines in their order, as many at a time as a block of the file has. Rejects when a file can't be read or unpacked. */
export async function* readFinishedLog({ name, paths, parser, counter = new LineCounter() }: FinishedLogOptions): AsyncGenerator<Timed[]> {
  const isForeign = counter.filterOf(parser);
  for (const path of paths) {
    const splitter = new LineSplitter();
    const source = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:gz|zst)$/, '');
    const read = (lines: Iterable<RawLine>): Timed[] => {
      const found: Timed[] = [];
      for (const { text, number, offset } of lines) {
        const timed = counter.parse(parser, { text, source: source || name, line: number, offset, receivedAtMs: 0 });
        if (timed) found.push(asReceivedThen(timed));
      }
      return found;
    };
    for await (const chunk of openLog(path)) yield read(splitter.feed(chunk, isForeign));
    yield read(splitter.end());
  }
}

/** Nobody was there when it was written: our clock is the line's. */
function asReceivedThen(timed: Timed): Timed {
  const { atMs, observation, several } = timed;
  if (observation) observation.receivedAtMs = atMs;
  for (const one of several?.observations ?? []) one.receivedAtMs = atMs;
  return timed;
}

async function* openLog(path: string): AsyncGenerator<Buffer> {
  try {
    yield* readUnpacked(path, readRotatedName(path.slice(path.lastIndexOf('/') + 1)).packing);
  } catch (error) {
    throw new Error(`${path}: can't be read to its end: ${(error as Error).message}`, { cause: error });
  }
}
