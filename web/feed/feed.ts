// Connects socket, store and clock for the server that the page came from. No React.
import { onNextFrame } from './next-frame.ts';
import { ServerClock } from './server-clock.ts';
import { FeedSocket } from './socket.ts';
import type { FeedPosition } from './feed-state.ts';
import { FeedStore } from './store.ts';

export interface Feed {
  store: FeedStore;
  clock: ServerClock;
  retryNow: () => void;
}

/** Connects to `/ws` of the host that the page came from, and stays connected. */
export function startFeed(page: { protocol: string; host: string }): Feed {
  const clock = new ServerClock();
  const store = new FeedStore(clock, onNextFrame);
  const socket = new FeedSocket({
    open: (url) => new WebSocket(url),
    url: () => feedUrl(page, store.position),
    onFrame: (frame) => store.apply(frame),
    onDamaged: () => store.countDamaged(),
    onLost: () => store.lose(),
  });
  const retryNow = () => socket.retryNow();
  socket.start();
  window.addEventListener('online', retryNow);
  document.addEventListener('visibilitychange', () => document.hidden || retryNow());
  return { store, clock, retryNow };
}

/** The feed's URL; with `position`, it requests only what happened after that. */
export function feedUrl(page: { protocol: string; host: string }, position: FeedPosition | null): string {
  const url = new URL(`${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/ws`);
  url.searchParams.set('view', 'summary');
  if (position) {
    url.searchParams.set('after', String(position.seq));
    url.searchParams.set('boot', position.boot);
  }
  return url.href;
}
