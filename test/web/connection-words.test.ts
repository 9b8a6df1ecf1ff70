// The connection in words: each state with a glyph and a word of its own.
import { expect, test } from 'vitest';
import { connectionWords } from '../../web/connection-words.ts';

test('no two states look the same', () => {
  const texts = Object.values(connectionWords);
  expect(texts.every((text) => /^\S [a-z ]+$/.test(text))).toBe(true);
  expect(new Set(texts.map((text) => text[0])).size).toBe(texts.length);
  expect(connectionWords.lost).toContain('not connected');
});
