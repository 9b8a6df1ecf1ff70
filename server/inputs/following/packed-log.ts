// A log that was rotated away and compressed. It no longer changes, so it is read once, from its current position to the end.
import type { Line, LineFilter } from '../contract/parser.ts';
import { KnownLog, type FileIdentity } from './known-log.ts';
import type { Packing } from './rotated-name.ts';
import { readUnpacked } from './unpack.ts';

export class PackedLog extends KnownLog {
  override closed = false;
  /** Why the rest could not be read; null if it could. */
  trouble: string | null = null;
  readonly path: string;
  private readonly packing: Packing;

  constructor(file: FileIdentity & { path: string; packing: Packing }, done?: KnownLog) {
    super(file, done?.knownHead, done?.position());
    this.path = file.path;
    this.packing = file.packing;
  }

  /** Its lines, including a last one without a newline. */
  async *readOn(isForeign?: LineFilter): AsyncGenerator<Iterable<Line>> {
    if (this.closed) return;
    let offset = 0;
    const from = this.splitter.offset;
    try {
      for await (const chunk of readUnpacked(this.path, this.packing)) {
        this.learnHead(chunk, offset);
        offset += chunk.length;
        if (offset > from) yield this.splitter.feed(chunk.subarray(Math.max(0, from - (offset - chunk.length))), isForeign);
      }
    } catch (error) {
      this.trouble = (error as Error).message;
    }
    yield this.splitter.giveHalf();
    this.closed = true;
  }

  get cutLines(): number {
    return this.splitter.cutLines;
  }
}
