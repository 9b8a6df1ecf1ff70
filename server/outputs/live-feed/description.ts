// The catalogue entry of the live feed.
import type { OutputDescription } from '../contract/description.ts';
import { LiveFeed } from './live-feed.ts';

export const liveFeed: OutputDescription = {
  name: 'live feed',
  create: (_settings, { fleet, nowMs, version, boot }) => [new LiveFeed({ ...fleet, nowMs, version, boot })],
};
