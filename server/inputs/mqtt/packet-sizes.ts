// Follows the packets in a stream of MQTT bytes by their fixed headers (MQTT 3.1.1, 2.2) and says when one is larger than allowed. Keeps no
// bytes and understands nothing else.

export class PacketSizes {
  private readonly maxBytes: number;
  /** Bytes of the packet's body that are still to come. */
  private bodyLeft = 0;
  /** How many bytes of the header were there; 0: the next byte is a packet's first. */
  private headerBytes = 0;
  private length = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** False when a packet is too large, or when its length is none at all. */
  accept(chunk: Buffer): boolean {
    for (let at = 0; at < chunk.length;) {
      const skipped = Math.min(this.bodyLeft, chunk.length - at);
      this.bodyLeft -= skipped;
      at += skipped;
      if (at < chunk.length && !this.readHeader(chunk[at++] ?? 0)) return false;
    }
    return true;
  }

  /** The type, then the length in one to four bytes, seven bits each, the smallest first. */
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
