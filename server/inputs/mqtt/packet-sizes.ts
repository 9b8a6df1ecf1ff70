// Tracks packets in a stream of MQTT bytes by their fixed headers (MQTT 3.1.1, 2.2), and detects one that is larger than allowed. Stores no bytes.

export class PacketSizes {
  private readonly maxBytes: number;
  /** Remaining bytes of the packet's body. */
  private bodyLeft = 0;
  /** Number of header bytes read; 0: the next byte starts a packet. */
  private headerBytes = 0;
  private length = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** False if a packet is too large or its length is invalid. */
  accept(chunk: Buffer): boolean {
    for (let at = 0; at < chunk.length;) {
      const skipped = Math.min(this.bodyLeft, chunk.length - at);
      this.bodyLeft -= skipped;
      at += skipped;
      if (at < chunk.length && !this.readHeader(chunk[at++] ?? 0)) return false;
    }
    return true;
  }

  /** The type, then the length in one to four bytes, seven bits each, least significant first. */
  private readHeader(byte: number): boolean {
    const digit = this.headerBytes++;
    if (digit === 0) {
      this.length = 0;
      return true;
    }
    this.length += (byte & 0x7f) * 128 ** (digit - 1);
    if (byte & 0x80) return digit < 4;
    this.headerBytes = 0;
    this.bodyLeft = this.length;
    return this.length <= this.maxBytes;
  }
}
