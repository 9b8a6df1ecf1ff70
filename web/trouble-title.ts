// The tab's title. It counts the machines that need attention, not those that are acknowledged or muted. Pure.
import { urgencyOf } from '../state-machines/view/urgency.ts';
import type { FeedState } from './feed/feed-state.ts';

const product = 'install-checklist';

export function countNeedy({ backends }: Pick<FeedState, 'backends'>, nowMs: number): number {
  let count = 0;
  for (const backend of backends.values()) if (urgencyOf(backend, nowMs) === 'needs you') count += 1;
  return count;
}

export function titleOf({ connection }: Pick<FeedState, 'connection'>, count: number): string {
  const trouble = count > 0 ? `(${count}) ` : '';
  return connection === 'lost' ? `${trouble}not connected · ${product}` : `${trouble}${product}`;
}
