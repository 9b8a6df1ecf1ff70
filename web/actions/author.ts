// The user's name, which is sent with each action: asked for once and stored in this browser.
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
    // Without storage the page asks again after a reload.
  }
  for (const listener of listeners) listener();
}

const readAuthor = (): string => author;

/** Empty until a name was entered. */
export function useAuthor(): string {
  return useSyncExternalStore(subscribe, readAuthor, readAuthor);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
