// Whether times are shown in UTC or in the browser's zone: a wish of the person, kept in this browser.
import { useSyncExternalStore } from 'react';
import type { Zone } from './time-format.ts';

const key = 'install-checklist.zone';
const listeners = new Set<() => void>();
let zone: Zone = read();

function read(): Zone {
  try {
    return localStorage.getItem(key) === 'local' ? 'local' : 'UTC';
  } catch {
    return 'UTC';
  }
}

export function toggleZone(): void {
  zone = zone === 'UTC' ? 'local' : 'UTC';
  try {
    localStorage.setItem(key, zone);
  } catch {
    // A browser that keeps nothing still shows the wish until the page is closed.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useZone(): Zone {
  return useSyncExternalStore(subscribe, () => zone);
}
