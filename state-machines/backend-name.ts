// What a backend is called on the page. Pure.
import type { BackendView } from './view.ts';

export function nameOf({ id, host, ip }: Pick<BackendView, 'id' | 'host' | 'ip'>): string {
  return host ?? ip ?? id;
}
