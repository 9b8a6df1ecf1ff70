import { describe, expect, it } from 'vitest';
import * as fc from '../../fuzzing.ts';
import { cell, cut, printable, widthOf, writeLine, type Tone } from '../../../server/terminal/line.ts';

describe('what a stranger says', () => {
  it.each([
    ['backend-0-0', 'backend-0-0'],
    ['café · 日本', 'café · 日本'],
    ['a\tb\r\nc', 'a b c'],
    ['\u001B[2J\u001B]0;title\u0007', '�[2J�]0;title�'],
    ['\u009B31m', '�31m'],
    ['\u202Eevil\u2066', '�evil�'],
    ['a\u200Bb\uFEFFc\u00ADd', 'a�b�c�d'],
    ['line\u2028line', 'line�line'],
    ['\uD800', '�'],
  ])('%j is shown as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('commands no terminal, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 100 }), (text, columns) => {
        const shown = writeLine([{ text }, { text }], { columns, colours: false });
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(widthOf(shown)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('columns', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['▰▱✖◷', 4],
    ['é', 1],
    ['日本', 4],
    ['한글', 4],
    ['🔥', 2],
    ['ｆ', 2],
  ])('of %j are %i', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abcdef', 1, '…'],
    ['abcdef', 0, ''],
    ['日本語', 6, '日本語'],
    ['日本語', 5, '日本…'],
    ['日本語', 4, '日…'],
    ['abcdef', Infinity, 'abcdef'],
  ])('%j in %d is %j', (text, columns, shown) => {
    expect(cut(text, columns)).toBe(shown);
  });

  it.each([
    ['ab', 4, 'ab  '],
    ['abcdef', 4, 'abc…'],
    ['日本語', 4, '日… '],
    ['a\nb', 4, 'a b '],
  ])('a cell of %j in %d is %j', (text, columns, shown) => {
    expect(cell(text, columns)).toBe(shown);
  });
});

describe('a line', () => {
  const line = [{ text: '✖ failed ', tone: 'failed' as Tone }, { text: 'backend-0-0' }];

  it('is cut as a whole', () => {
    expect(writeLine(line, { columns: 13, colours: false })).toBe('✖ failed bac…');
    expect(writeLine(line, { columns: 9, colours: false })).toBe('✖ failed');
    expect(writeLine(line, { columns: Infinity, colours: false })).toBe('✖ failed backend-0-0');
  });

  it('has its colours around what is shown', () => {
    expect(writeLine(line, { columns: 13, colours: true })).toBe('\u001B[31m✖ failed \u001B[39mbac…');
    expect(writeLine(line, { columns: 4, colours: true })).toBe('\u001B[31m✖ f…\u001B[39m');
  });
});
