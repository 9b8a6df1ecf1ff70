import { describe, expect, it } from 'vitest';
import { headBytes, KnownLog } from '../../../../server/inputs/following/known-log.ts';

const file = { dev: 2049, ino: 77 };
const known = (head = 'Nov 21 01', offset = 100, lines = 4): KnownLog => new KnownLog(file, Buffer.from(head), { offset, lines });

it.each([
  [file, true],
  [{ dev: 2049, ino: 78 }, false],
  [{ dev: 2050, ino: 77 }, false],
])('is the file with %j: %s', (other, expected) => {
  expect(known().is(other)).toBe(expected);
});

it.each([
  ['Nov 21 01', true],
  ['Nov 21 01:05:17 frontend-0-0', true],
  ['Nov 21 0', false],
  ['', false],
  ['Nov 22 01:05:17', false],
])('content that begins with %j is its own: %s', (text, expected) => {
  expect(known().beginsLike(Buffer.from(text))).toBe(expected);
});

it('of which nothing is known may be anything', () => {
  const blank = new KnownLog(file);
  expect([blank.isBlank, blank.beginsLike(Buffer.from('x')), known().isBlank]).toEqual([true, true, false]);
  expect(blank.position()).toEqual({ ...file, head: '', offset: 0, lines: 0 });
});

it('nothing reads from it', () => {
  expect(known().closed).toBe(true);
});

describe('its position', () => {
  it('says how far it is done, and is the same object while nothing changes', () => {
    const log = known();
    const position = log.position();
    expect(position).toEqual({ ...file, head: Buffer.from('Nov 21 01').toString('base64'), offset: 100, lines: 4 });
    expect(log.position()).toBe(position);
  });

  it('has no more of the first bytes than are done', () => {
    expect(known('Nov 21 01', 3, 1).position().head).toBe(Buffer.from('Nov').toString('base64'));
    expect(known('Nov 21 01', 0, 0).position().head).toBe('');
  });

  it('makes the same log again, after a way through JSON', () => {
    const again = KnownLog.from(JSON.parse(JSON.stringify(known().position())));
    expect(again.position()).toEqual(known().position());
    expect([again.is(file), again.knownHead.toString()]).toEqual([true, 'Nov 21 01']);
  });

  it('of its content is its own', () => {
    const content = KnownLog.ofContent(known());
    expect([content.position(), content.closed]).toEqual([known().position(), true]);
  });
});

describe('what it learns', () => {
  class Growing extends KnownLog {
    /** As what reads a file does: learns the first bytes, then cuts lines. */
    read(text: string): void {
      const chunk = Buffer.from(text);
      this.learnHead(chunk, this.splitter.offset);
      for (const _ of this.splitter.feed(chunk));
    }
  }

  it('grows with the file, up to so many bytes', () => {
    const log = new Growing(file);
    log.read('Nov 21 01\nNov 2');
    expect(log.knownHead.toString()).toBe('Nov 21 01\nNov 2');
    expect(log.position()).toMatchObject({ head: Buffer.from('Nov 21 01\n').toString('base64'), offset: 10, lines: 1 });
    log.read(`1 02\n${'x'.repeat(headBytes)}\n`);
    expect(log.knownHead.toString()).toBe(`Nov 21 01\nNov 21 02\n${'x'.repeat(headBytes - 20)}`);
    expect(log.position()).toMatchObject({ head: log.knownHead.toString('base64'), lines: 3, offset: headBytes + 21 });
  });

  it('stays when more is read behind it', () => {
    const log = new Growing(file);
    log.read(`${'x'.repeat(headBytes)}\n`);
    const { head } = log.position();
    log.read('y\n');
    expect(log.position()).toEqual({ ...file, head, offset: headBytes + 3, lines: 2 });
  });
});
