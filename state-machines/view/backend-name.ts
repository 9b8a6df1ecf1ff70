// What a backend is called, on the page and in the terminal. Pure.
import type { BackendView } from './view.ts';

export function nameOf({ id, host, ip }: Pick<BackendView, 'id' | 'host' | 'ip'>): string {
  return host ?? ip ?? id;
}

/** Strings that compare as the names do naturally: numbers in them are padded, so that backend-2 is before backend-10. */
export function naturalKey(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}
