// A log that is not written any more, with its rotated siblings, oldest first: what `replay` reads. Compressed files are unpacked on the way.
import { createReadStream, type ReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Parser } from '../parsers/parser.ts';
import { LineCounter } from './line-counter.ts';
import { LineSplitter } from './line-splitter.ts';
import type { Timed } from './source.ts';

export interface FinishedLogOptions {
  /** Name of the log, that of its newest file. */
  name: string;
  /** Oldest first. */
  paths: readonly string[];
  parser: Parser;
  counter?: LineCounter;
}

/** Its lines in their order. Rejects when a file can't be read or unpacked. */
export async function* readFinishedLog({ name, paths, parser, counter = new LineCounter() }: FinishedLogOptions): AsyncGenerator<Timed> {
  for (const path of paths) {
    const splitter = new LineSplitter();
    const source = path.slice(path.lastIndexOf('/') + 1).replace(/\.gz$/, '');
    const read = function* (lines: Iterable<{ text: string; number: number; offset: number }>): Generator<Timed> {
      for (const raw of lines) {
        const timed = counter.parse(parser, {
          text: raw.text,
          source: source || name,
          line: raw.number,
          offset: raw.offset,
          receivedAtMs: 0,
        });
        if (timed) yield { ...timed, ...(timed.observation && { observation: { ...timed.observation, receivedAtMs: timed.atMs } }) };
      }
    };
    for await (const chunk of openLog(path)) yield* read(splitter.feed(chunk));
    yield* read(splitter.end());
  }
}

async function* openLog(path: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(path);
  try {
    yield* path.endsWith('.gz') ? unpack(stream) : stream;
  } catch (error) {
    throw new Error(`${path}: can't be read to its end: ${(error as Error).message}`, { cause: error });
  }
}

function unpack(stream: ReadStream): AsyncIterable<Buffer> {
  const unpacked = createGunzip();
  stream.on('error', (error) => unpacked.destroy(error));
  return stream.pipe(unpacked);
}
