// Notices about the feed: unreadable messages and errors of the server.
import { expect, test } from 'vitest';
import { renderToStaticMarkup } from 'react-dom/server';
import { FeedContext } from '../../../web/feed/hooks.ts';
import { DamagedNotice, ErrorNotice } from '../../../web/notices/feed-notices.tsx';
import { drawn, feedOf, textOf, words } from '../drawn.tsx';
import { snapshot } from '../views.ts';

test.each([
  [0, ''],
  [1, '1 message from the server could not be read; a row may be out of date. Reload the page if this continues.'],
  [3, '3 messages from the server could not be read; a row may be out of date. Reload the page if this continues.'],
])('%s unreadable messages', (count, text) => {
  const feed = feedOf({ frames: [snapshot([])] });
  for (let i = 0; i < count; i++) feed.store.countDamaged();
  const html = renderToStaticMarkup(
    <FeedContext value={feed}>
      <DamagedNotice />
    </FeedContext>,
  );
  expect(textOf(html)).toBe(text);
});

test('an error is shown in the words of the server', () => {
  expect(drawn(<ErrorNotice />)).toBe('');
  expect(words(<ErrorNotice />, { frames: [{ type: 'error', message: 'too many clients' }] })).toBe('Server error: too many clients');
});
