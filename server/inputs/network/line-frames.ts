// Splits the bytes of a connection into messages: lines, or octet-counted syslog frames (RFC 6587, 3.4.1: `27 <14>1 …`). Of a message that is too
// long, only the beginning is returned and the rest is skipped.
const newline = 0x0a;
const counted = /^([1-9]\d{0,5}) /;

export class LineFrames {
  private readonly mostBytes: number;
  private readonly isCounted: boolean;
  private held: Buffer = Buffer.alloc(0);
  /** Remaining bytes to skip of a message that was cut; Infinity: up to the next newline. */
  private passOver = 0;

  constructor({ mostBytes, isCounted = false }: { mostBytes: number; isCounted?: boolean }) {
    this.mostBytes = mostBytes;
    this.isCounted = isCounted;
  }

  /** The messages that `chunk` completes. */
  *feed(chunk: Buffer): Generator<string> {
    this.held = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    for (let frame = this.next(); frame !== undefined; frame = this.next()) if (frame !== '') yield frame;
  }

  /** The rest of the last message when the connection ends. */
  *end(): Generator<string> {
    const text = this.passOver > 0 ? '' : this.held.toString().trimEnd();
    this.held = Buffer.alloc(0);
    if (text !== '') yield text;
  }

  private next(): string | undefined {
    if (this.passOver > 0 && !this.skip()) return undefined;
    const length = this.isCounted ? counted.exec(this.held.toString('latin1', 0, 7)) : null;
    return length ? this.nextCounted(length[0].length, Number(length[1])) : this.nextLine();
  }

  /** Whether everything to be skipped has been skipped. */
  private skip(): boolean {
    const end = this.passOver === Infinity ? this.held.indexOf(newline) + 1 : Math.min(this.passOver, this.held.length);
    const all = this.passOver === Infinity ? end > 0 : end === this.passOver;
    this.held = this.held.subarray(all || this.passOver !== Infinity ? end : this.held.length);
    this.passOver = all ? 0 : this.passOver === Infinity ? Infinity : this.passOver - end;
    return all;
  }

  private nextCounted(headLength: number, length: number): string | undefined {
    const taken = Math.min(length, this.mostBytes);
    if (this.held.length < headLength + taken) return undefined;
    const text = this.held.toString('utf8', headLength, headLength + taken).trimEnd();
    this.held = this.held.subarray(headLength + taken);
    this.passOver = length - taken;
    return text;
  }

  private nextLine(): string | undefined {
    const end = this.held.indexOf(newline);
    if (end < 0 && this.held.length <= this.mostBytes) return undefined;
    const isWhole = end >= 0 && end <= this.mostBytes;
    const text = this.held.toString('utf8', 0, isWhole ? end : this.mostBytes).trimEnd();
    this.held = this.held.subarray(isWhole ? end + 1 : this.mostBytes);
    this.passOver = isWhole ? 0 : Infinity;
    return text;
  }
}
