// Shows problems where the page itself is not visible: in the tab's title and icon, and in the root element's data-connection.
import type { ServerClock } from './feed/server-clock.ts';
import type { FeedState } from './feed/feed-state.ts';
import type { FeedStore } from './feed/store.ts';
import { countNeedy, titleOf } from './trouble-title.ts';

const colours = { well: '#1a7f37', trouble: '#c62828', unknown: '#777' };

/** Keeps the document's title, icon and data-connection up to date with the store. */
export function showTrouble({ store, clock }: { store: FeedStore; clock: Pick<ServerClock, 'now'> }, document: Document): void {
  const show = () => {
    const state = store.getState();
    const count = countNeedy(state, clock.now());
    document.documentElement.dataset['connection'] = state.connection;
    const title = titleOf(state, count);
    if (document.title !== title) document.title = title;
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    const href = iconOf(state, count);
    if (icon && icon.getAttribute('href') !== href) icon.href = href;
  };
  store.subscribe(show);
  show();
}

function iconOf({ connection }: FeedState, count: number): string {
  const colour = connection === 'live' ? (count > 0 ? colours.trouble : colours.well) : colours.unknown;
  const text = count > 99 ? '99' : count > 0 ? String(count) : connection === 'live' ? '✓' : '?';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${colour}"/><text x="16" y="23" font-family="sans-serif" font-size="20" font-weight="700" text-anchor="middle" fill="#fff">${text}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
