// Which elements have a meaning of their own for Enter.
import { afterEach, expect, test, vi } from 'vitest';
import { hasOwnEnter } from '../../web/shortcuts.ts';

class Element {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  closest(selector: string): Element | null {
    return selector.split(', ').includes(this.name) ? this : null;
  }
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['a', true],
  ['button', true],
  ['summary', true],
  ['div', false],
])('%s: %s', (name, expected) => {
  vi.stubGlobal('HTMLElement', Element);
  expect(hasOwnEnter(new Element(name) as unknown as EventTarget)).toBe(expected);
});

test('nothing focused has none', () => {
  vi.stubGlobal('HTMLElement', Element);
  expect(hasOwnEnter(null)).toBe(false);
});
