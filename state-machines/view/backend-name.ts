// The display name of a backend, on the dashboard and in the terminal. Pure.
import type { BackendView } from './view.ts';

export function nameOf({ id, host, ip }: Pick<BackendView, 'id' | 'host' | 'ip'>): string {
  return host ?? ip ?? id;
}

/** Sort keys for natural order: numbers are padded, so that backend-2 sorts before backend-10. */
export function naturalKey(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}
