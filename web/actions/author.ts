// The name that a person's actions carry: asked for once, and kept in this browser.
import { useSyncExternalStore } from 'react';

const key = 'install-checklist.author';
const listeners = new Set<() => void>();
let author = read();

function read(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

export function rememberAuthor(name: string): void {
  author = name;
  try {
    localStorage.setItem(key, name);
  } catch {
    // A browser that keeps nothing asks again when the page is opened again.
  }
  for (const listener of listeners) listener();
}

/** Empty while nobody has said it. */
export function useAuthor(): string {
  return useSyncExternalStore(subscribe, () => author);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
