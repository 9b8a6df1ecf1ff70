import { describe, expect, it } from 'vitest';
import { cutWide, wideWidth } from '../../../server/terminal/wide-text.ts';

describe('the width', () => {
  it.each([
    ['日本', 4],
    ['👨‍👩‍👧 home', 7],
    ['🇩🇪', 2],
    ['e\u0301', 1],
    ['ｆ', 2],
  ])('of %j is %i', (text, columns) => {
    expect(wideWidth(text)).toBe(columns);
  });
});

describe('a text that is cut', () => {
  it.each([
    ['日本語', 4, '日…'],
    ['👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧…'],
    ['日本', 1, '…'],
    ['日本', 0, ''],
  ])('%j in %i columns is %j', (text, columns, shown) => {
    expect(cutWide(text, columns)).toBe(shown);
  });
});
