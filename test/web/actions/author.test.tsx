// The stored name.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let stored: Record<string, string> = {};

beforeEach(() => {
  stored = {};
  vi.resetModules();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => {
      stored[key] = value;
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function known(): Promise<string> {
  const { createElement } = await import('react');
  const { renderToStaticMarkup } = await import('react-dom/server');
  const { useAuthor } = await import('../../../web/actions/author.ts');
  return renderToStaticMarkup(createElement(() => useAuthor()));
}

test('is empty at first, and remembered over a reload', async () => {
  expect(await known()).toBe('');
  (await import('../../../web/actions/author.ts')).rememberAuthor('anna');
  expect(await known()).toBe('anna');
  vi.resetModules();
  expect(await known()).toBe('anna');
});

test('without storage it lasts as long as the page', async () => {
  vi.stubGlobal('localStorage', undefined);
  (await import('../../../web/actions/author.ts')).rememberAuthor('anna');
  expect(await known()).toBe('anna');
  vi.resetModules();
  expect(await known()).toBe('');
});
