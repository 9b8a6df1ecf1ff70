// The page's state that belongs into its URL: which backend, which run, which filter. Nothing else may write the address bar.
import { useMemo, useSyncExternalStore } from 'react';
import type { BackendStatus } from '../state-machines/vocabulary.ts';
import { statuses } from './ui/status.ts';

export interface Address {
  backend: string | null;
  /** An earlier run of that backend; null for the newest. */
  run: string | null;
  /** Those to show; none means all. */
  statuses: readonly BackendStatus[];
  search: string;
}

const listeners = new Set<() => void>();

/** The address that a query string says. What it does not know, it leaves out. */
export function readAddress(query: string): Address {
  const params = new URLSearchParams(query);
  const wanted = (params.get('status') ?? '').split(',');
  return {
    backend: params.get('backend'),
    run: params.get('run'),
    statuses: statuses.filter((status) => wanted.includes(status)),
    search: params.get('search') ?? '',
  };
}

/** The query string of an address, with its question mark; empty for the plain overview. */
export function writeAddress(address: Address): string {
  const parts = [
    ['status', address.statuses.join(',')],
    ['search', address.search],
    ['backend', address.backend ?? ''],
    ['run', address.run ?? ''],
  ].filter(([, value]) => value !== '');
  const query = parts.map(
    ([name, value]) =>
      `${name}=${encodeURIComponent(value ?? '')
        .replaceAll('%2C', ',')
        .replaceAll('%3A', ':')}`,
  );
  return query.length > 0 ? `?${query.join('&')}` : '';
}

/** Goes to the present address with `change`; `replace` leaves no step for Back. */
export function go(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const url = `${location.pathname}${writeAddress({ ...readAddress(location.search), ...change })}`;
  if (how === 'push') history.pushState({ ours: true }, '', url);
  else history.replaceState(history.state, '', url);
  for (const listener of listeners) listener();
}

/** Back to the overview: by the browser's own step back where there is one, so that Back and Esc do the same. */
export function leaveBackend(): void {
  const state: unknown = history.state;
  if (typeof state === 'object' && state !== null && 'ours' in state) history.back();
  else go({ backend: null, run: null });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

export function useAddress(): Address {
  const query = useSyncExternalStore(subscribe, () => location.search);
  return useMemo(() => readAddress(query), [query]);
}
