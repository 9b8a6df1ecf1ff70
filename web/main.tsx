// Starts the feed and renders the page. Nothing else happens here.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startFeed } from './feed/feed.ts';
import { FeedContext } from './feed/hooks.ts';
import { Page } from './page.tsx';
import { showTrouble } from './trouble-signal.ts';
import './theme.css';
import './base.css';

const feed = startFeed(location);
showTrouble(feed, document);

const root = document.querySelector('#page');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <FeedContext value={feed}>
        <Page />
      </FeedContext>
    </StrictMode>,
  );
}
