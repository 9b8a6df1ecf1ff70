// What the overview says when it has no row to show, and why.
import { go } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';

export function NotLoaded() {
  const connection = useFeedState('connection');
  return (
    <section className="nothing-here" aria-busy="true">
      <h2>{connection === 'lost' ? 'Nothing to show yet' : 'Asking the server which backends there are'}</h2>
      <p className="dim">
        {connection === 'lost' ? 'The page goes on trying, and shows the backends once the server answers.' : location.host}
      </p>
    </section>
  );
}

export function NoBackends() {
  return (
    <section className="nothing-here">
      <h2>Watching. No machine has been seen yet.</h2>
      <p>A backend appears here with its first DHCP message, boot file request or health message.</p>
      <p className="dim">
        To see installs without a machine: <code>npm run demo</code>
      </p>
    </section>
  );
}

export function NoMatch() {
  return (
    <section className="nothing-here">
      <h2>No backend fits the filter.</h2>
      <p>
        <button type="button" className="button" onClick={() => go({ statuses: [], search: '' })}>
          Show all
        </button>
      </p>
    </section>
  );
}
