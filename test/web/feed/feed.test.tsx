// The URL of the feed.
import { expect, test } from 'vitest';
import { feedUrl } from '../../../web/feed/feed.ts';

const page = (protocol: string) => ({ protocol, host: 'boot-1:4080' });

test.each([
  ['http:', null, 'ws://boot-1:4080/ws?view=summary'],
  ['https:', null, 'wss://boot-1:4080/ws?view=summary'],
  ['http:', { seq: 12, boot: 'a b' }, 'ws://boot-1:4080/ws?view=summary&after=12&boot=a+b'],
])('of a page over %s, last seen %j', (protocol, position, url) => {
  expect(feedUrl(page(protocol), position)).toBe(url);
});
