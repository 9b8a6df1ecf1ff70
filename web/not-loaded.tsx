// What any view says before the first snapshot. It never pretends that there is nothing.
import { useFeedState } from './feed/hooks.ts';

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
