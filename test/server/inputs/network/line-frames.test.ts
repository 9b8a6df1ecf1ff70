import { describe, expect, it } from 'vitest';
import * as fc from '../../../fuzzing.ts';
import { LineFrames } from '../../../../server/inputs/network/line-frames.ts';

function framesOf(chunks: readonly string[], isCounted: boolean, mostBytes = 20): string[] {
  const frames = new LineFrames({ mostBytes, isCounted });
  return [...chunks.flatMap((chunk) => [...frames.feed(Buffer.from(chunk))]), ...frames.end()];
}
const long = 'x'.repeat(50);

describe('cuts', () => {
  it.each([
    ['lines', false, ['one\ntwo\r\n', 'thr', 'ee\n'], ['one', 'two', 'three']],
    ['the last line without its end', false, ['one\ntwo'], ['one', 'two']],
    ['no empty lines', false, ['\n\none\n\n'], ['one']],
    ['a line that is too long', false, [`${long}\ntwo\n`], [long.slice(0, 20), 'two']],
    ['a line that is too long, in pieces', false, [...long, ...long, '\ntwo\n'], [long.slice(0, 20), 'two']],
    ['counted messages', true, ['5 <1>ab4 <2>c'], ['<1>ab', '<2>c']],
    ['counted messages with newlines in them', true, ['7 <1>a\nbc5 <2>de'], ['<1>a\nbc', '<2>de']],
    ['a counted message, byte by byte', true, [...'11 <1>a message'], ['<1>a messag', 'e']],
    ['a counted message that is too long', true, [`50 ${long}4 <2>c`], [long.slice(0, 20), '<2>c']],
    ['lines where messages may be counted', true, ['<1>one\n4 <2>c<3>d\n'], ['<1>one', '<2>c', '<3>d']],
  ])('%s', (_, isCounted, chunks, expected) => {
    expect(framesOf(chunks, isCounted)).toEqual(expected);
  });
});

it('holds no more than the longest message, however bytes come', () => {
  const text = fc.array(fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('\n', '5 ', '999999 ', '<1>x')), { maxLength: 30 });
  fc.assert(
    fc.property(text, fc.boolean(), (chunks, isCounted) => {
      const whole = framesOf([chunks.join('')], isCounted);
      expect(framesOf(chunks, isCounted)).toEqual(whole);
      expect(whole.every((frame) => Buffer.byteLength(frame) <= 60 && frame !== '')).toBe(true);
    }),
  );
});
