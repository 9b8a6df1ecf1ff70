// The time zone of the page: UTC until the user chooses otherwise, remembered by the browser.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let stored: Record<string, string> = {};
const storage = {
  getItem: (key: string) => stored[key] ?? null,
  setItem: (key: string, value: string) => {
    stored[key] = value;
  },
};

beforeEach(() => {
  stored = {};
  vi.resetModules();
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The zone that a component would show. */
async function shown(): Promise<string> {
  const { createElement } = await import('react');
  const { renderToStaticMarkup } = await import('react-dom/server');
  const { useZone } = await import('../../../web/ui/zone.ts');
  return renderToStaticMarkup(createElement(() => useZone()));
}

async function toggle(): Promise<void> {
  (await import('../../../web/ui/zone.ts')).toggleZone();
}

test('is UTC at first, and the other one after each toggle', async () => {
  expect(await shown()).toBe('UTC');
  await toggle();
  expect(await shown()).toBe('local');
  await toggle();
  expect(await shown()).toBe('UTC');
});

test('is the same after a reload', async () => {
  await toggle();
  vi.resetModules();
  expect(await shown()).toBe('local');
});

test('works without storage', async () => {
  vi.stubGlobal('localStorage', undefined);
  expect(await shown()).toBe('UTC');
  await toggle();
  expect(await shown()).toBe('local');
});
