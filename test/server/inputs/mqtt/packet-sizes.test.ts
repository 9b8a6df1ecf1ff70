import { describe, expect, it } from 'vitest';
import { PacketSizes } from '../../../../server/inputs/mqtt/packet-sizes.ts';

/** A PUBLISH with a body of so many bytes, its length encoded as MQTT 3.1.1, 2.2.3 has it. */
function packet(bytes: number, filled = 0xff): Buffer {
  const digits: number[] = [];
  let left = bytes;
  do {
    digits.push((left % 128) | (left >= 128 ? 0x80 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from([0x30, ...digits]), Buffer.alloc(bytes, filled)]);
}

// The table of the standard: the smallest and the greatest of each number of digits.
it.each([
  [0, [0x00]],
  [127, [0x7f]],
  [128, [0x80, 0x01]],
  [16_383, [0xff, 0x7f]],
  [16_384, [0x80, 0x80, 0x01]],
  [2_097_151, [0xff, 0xff, 0x7f]],
  [2_097_152, [0x80, 0x80, 0x80, 0x01]],
  [268_435_455, [0xff, 0xff, 0xff, 0x7f]],
])('a length of %d bytes is allowed up to that limit', (bytes, digits) => {
  const header = Buffer.from([0x30, ...digits]);
  expect(new PacketSizes(bytes).accept(header)).toBe(true);
  expect(new PacketSizes(bytes - 1).accept(header)).toBe(false);
});

describe('a stream of packets', () => {
  const stream = Buffer.concat([packet(0), packet(3), packet(128), packet(0), packet(200, 0x00), packet(5)]);

  it.each([stream.length, 1, 2, 3, 7, 130])('is followed in pieces of %d bytes', (size) => {
    const [wide, narrow] = [new PacketSizes(200), new PacketSizes(199)];
    const pieces = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => stream.subarray(i * size, (i + 1) * size));
    expect(pieces.every((piece) => wide.accept(piece))).toBe(true);
    expect(pieces.every((piece) => narrow.accept(piece))).toBe(false);
  });
});

it('a packet that is too large is told at its header', () => {
  expect(new PacketSizes(100).accept(packet(101).subarray(0, 2))).toBe(false);
});

it('a length of more than four digits is none', () => {
  expect(new PacketSizes(1e9).accept(Buffer.from([0x30, 0x80, 0x80, 0x80]))).toBe(true);
  expect(new PacketSizes(1e9).accept(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80]))).toBe(false);
});
