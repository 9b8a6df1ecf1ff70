// Whether times are shown in UTC or in the browser's time zone: a user setting, stored in this browser.
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
    // Without storage the setting lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const readZone = (): Zone => zone;

export function useZone(): Zone {
  return useSyncExternalStore(subscribe, readZone, readZone);
}
