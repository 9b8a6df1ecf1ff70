// What docs/ has of the code is what the code says now.
import { describe, expect, test } from 'vitest';
import { generatedFiles, generatedParts, howToRegenerate, isUpToDate, regenerated } from './generated.ts';
import { readPage } from './pages.ts';

describe('generated parts', () => {
  test.each([...generatedParts])('$page: $name is up to date', (part) => {
    expect(isUpToDate(part, readPage(part.page)), `${part.page}: ${part.name} is ${howToRegenerate}`).toBe(true);
  });

  test.each([...generatedParts])('$page: a changed $name is found, and regenerated', (part) => {
    const changed = readPage(part.page).replace(`<!-- end:${part.name} -->`, (end) => `one more line\n\n${end}`);
    expect(isUpToDate(part, changed)).toBe(false);
    expect(isUpToDate(part, regenerated(part, changed))).toBe(true);
  });

  test('a page without the marks is a mistake', () => {
    const part = { page: 'docs/x.md', name: 'x', make: () => 'text' };
    expect(isUpToDate(part, '# X\n')).toBe(false);
    expect(() => regenerated(part, '# X\n')).toThrow('docs/x.md: no <!-- generated:x --> … <!-- end:x -->');
  });
});

test.each([...generatedFiles])('$page is up to date', ({ page, make }) => {
  expect(JSON.parse(readPage(page)), `${page} is ${howToRegenerate}`).toEqual(JSON.parse(JSON.stringify(make())));
});
