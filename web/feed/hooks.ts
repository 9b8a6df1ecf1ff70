// How components read the feed. Has no state of its own. The third argument of useSyncExternalStore allows rendering to a string, as tests do.
import { createContext, use, useSyncExternalStore } from 'react';
import type { Feed } from './feed.ts';
import type { FeedState } from './feed-state.ts';

export const FeedContext = createContext<Feed | null>(null);

export function useFeed(): Feed {
  const feed = use(FeedContext);
  if (!feed) throw new Error('No feed: this component is outside of FeedContext');
  return feed;
}

/** One field of the feed's state; the component renders again only when that field changes. */
export function useFeedState<Key extends keyof FeedState>(key: Key): FeedState[Key] {
  const { store } = useFeed();
  const read = () => store.getState()[key];
  return useSyncExternalStore(store.subscribe, read, read);
}

/** The server's clock, epoch milliseconds in full seconds. Renders the component every second, so use it in leaves only. */
export function useServerSecond(): number {
  const { clock } = useFeed();
  return useSyncExternalStore(clock.subscribe, clock.second, clock.second);
}

/** The server's clock in steps of ten seconds: often enough for the end of a mute and for an order by time. */
export function useServerTenSeconds(): number {
  const { clock } = useFeed();
  const read = () => Math.floor(clock.second() / 10_000) * 10_000;
  return useSyncExternalStore(clock.subscribe, read, read);
}
