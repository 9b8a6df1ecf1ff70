// The address bar: reads the page's state from it and moves to another state. Nothing else may write the address bar, so that a link shows
// a colleague the same page.
import { useMemo, useSyncExternalStore } from 'react';
import { readAddress, writeAddress, type Address } from './address-query.ts';

const listeners = new Set<() => void>();

/** Goes to the current address with `change`; `replace` adds no step to the browser's history. */
export function go(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const url = hrefOf(change);
  if (how === 'push') history.pushState({ ours: true }, '', url);
  else history.replaceState(history.state, '', url);
  for (const listener of listeners) listener();
}

/** The URL that `go` with the same change would lead to, for links. */
export function hrefOf(change: Partial<Address>): string {
  return `${location.pathname}${writeAddress({ ...readAddress(location.search), ...change })}`;
}

/** Leaves a backend's page: with the browser's own step back where there is one, so that Back and Esc do the same. */
export function leaveBackend(): void {
  leaveTo({ backend: null, run: null, compare: [] });
}

/** Leaves a deployment's page in the same way. */
export function leaveDeployment(): void {
  leaveTo({ deployment: null, members: [] });
}

function leaveTo(change: Partial<Address>): void {
  const state: unknown = history.state;
  if (typeof state === 'object' && state !== null && 'ours' in state) history.back();
  else go(change);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

const readQuery = (): string => location.search;

export function useAddress(): Address {
  const query = useSyncExternalStore(subscribe, readQuery, readQuery);
  return useMemo(() => readAddress(query), [query]);
}
