import { describe, expect, it } from 'vitest';
import { LineSplitter, maxLineBytes } from '../../../../server/inputs/following/line-splitter.ts';
import type { Line } from '../../../../server/inputs/contract/parser.ts';

/** Whose line it is, and when it was read, is the reader's matter. */
const lineOf = (found: Partial<Line>) => ({ source: '', receivedAtMs: 0, ...found });

function feedAll(splitter: LineSplitter, chunks: readonly (string | Buffer)[]): Line[] {
  return chunks.flatMap((chunk) => [...splitter.feed(Buffer.from(chunk))]);
}
const texts = (lines: readonly Line[]): string[] => lines.map((line) => line.text);

describe('lines', () => {
  it.each([
    ['one', ['a\n'], ['a']],
    ['several in one chunk', ['a\nb\n\nc\n'], ['a', 'b', '', 'c']],
    ['one over three chunks', ['a', 'b', 'c\n'], ['abc']],
    ['a half line is held', ['a\nb'], ['a']],
    ['CRLF', ['a\r\nb\r\n'], ['a', 'b']],
    ['CRLF split between its bytes', ['a\r', '\nb\n'], ['a', 'b']],
    ['a CR inside stays', ['a\rb\n'], ['a\rb']],
    ['NUL stays', ['a\0b\n'], ['a\0b']],
    ['no bytes at all', ['', ''], []],
  ])('%s', (_, chunks, expected) => {
    expect(texts(feedAll(new LineSplitter(), chunks))).toEqual(expected);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('no character is broken when the chunks end after %i bytes', (size) => {
    const bytes = Buffer.from('grün €\n😀\n');
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
    expect(texts(feedAll(new LineSplitter(), chunks))).toEqual(['grün €', '😀']);
  });

  it('bytes that are no UTF-8 cost no other line', () => {
    const lines = feedAll(new LineSplitter(), [Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0x0a]), 'b\n']);
    expect(lines).toHaveLength(2);
    expect(lines[1]?.text).toBe('b');
  });

  it('the chunk may be overwritten afterwards', () => {
    const splitter = new LineSplitter();
    const chunk = Buffer.from('held');
    expect([...splitter.feed(chunk)]).toEqual([]);
    chunk.fill('x');
    expect(texts([...splitter.feed(Buffer.from('\n'))])).toEqual(['held']);
  });
});

describe('offsets and numbers', () => {
  it('are those of the file, in bytes', () => {
    expect(feedAll(new LineSplitter(), ['grün\r\n', 'b\n\n', 'c', '\n'])).toEqual([
      lineOf({ text: 'grün', offset: 0, number: 1 }),
      lineOf({ text: 'b', offset: 7, number: 2 }),
      lineOf({ text: '', offset: 9, number: 3 }),
      lineOf({ text: 'c', offset: 10, number: 4 }),
    ]);
  });

  it('go on from where reading starts', () => {
    expect(feedAll(new LineSplitter(100, 7), ['a\n'])).toEqual([lineOf({ text: 'a', offset: 100, number: 8 })]);
  });

  it('count what was fed, not only what was given out', () => {
    const splitter = new LineSplitter();
    feedAll(splitter, ['a\nhalf']);
    expect(splitter).toMatchObject({ offset: 6, holdsHalf: true });
  });
});

describe('a line without newline at the end of a file', () => {
  it('is given out once', () => {
    const splitter = new LineSplitter();
    feedAll(splitter, ['a\nlast']);
    expect([...splitter.end(), ...splitter.end()]).toEqual([lineOf({ text: 'last', offset: 2, number: 2 })]);
  });

  it('is none when the last one has its newline', () => {
    const splitter = new LineSplitter();
    feedAll(splitter, ['a\n']);
    expect([...splitter.end()]).toEqual([]);
  });
});

describe('a line that is too long', () => {
  it.each([
    [maxLineBytes, maxLineBytes, 0],
    [maxLineBytes + 1, maxLineBytes, 1],
    [3 * maxLineBytes, maxLineBytes, 1],
  ])('of %i bytes is given out with %i and counted %i times', (length, kept, cut) => {
    const splitter = new LineSplitter();
    const part = Buffer.alloc(65_521, 'x');
    const lines: Line[] = [];
    for (let fed = 0; fed < length; fed += part.length) lines.push(...splitter.feed(part.subarray(0, length - fed)));
    lines.push(...splitter.feed(Buffer.from('\nnext\n')));
    expect(lines.map((line) => line.text.length)).toEqual([kept, 4]);
    expect(lines[1]).toEqual(lineOf({ text: 'next', offset: length + 1, number: 2 }));
    expect(splitter.cutLines).toBe(cut);
  });
});

const beginsWithHash = (block: Buffer, from: number) => block[from] === 0x23;
const feed = (splitter: LineSplitter, text: string): Line[] => [...splitter.feed(Buffer.from(text), beginsWithHash)];

describe('lines that are foreign', () => {
  it('are counted and not given out, but for the last one of what was read', () => {
    const splitter = new LineSplitter();
    expect(feed(splitter, '#1\na\n#3\n#4\n')).toEqual([
      lineOf({ text: 'a', offset: 3, number: 2 }),
      lineOf({ text: '#4', offset: 8, number: 4 }),
    ]);
    expect(splitter.lineStart).toBe(11);
  });

  it('are told by whole lines only: not by the rest of one that came in parts, or whose half was given out', () => {
    const splitter = new LineSplitter();
    expect(texts(feed(splitter, 'a'))).toEqual([]);
    expect(texts(feed(splitter, '#\n#2\n#3'))).toEqual(['a#', '#2']);
    expect(texts([...splitter.giveHalf()])).toEqual(['#3']);
    expect(texts(feed(splitter, '# rest\n#4\nb\n'))).toEqual(['# rest', 'b']);
  });
});
