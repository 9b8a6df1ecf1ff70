// What any view says before the first snapshot, and how much of it has come. It never pretends that there is nothing.
import { useFeedState } from './feed/hooks.ts';

export function NotLoaded() {
  const connection = useFeedState('connection');
  const loading = useFeedState('loading');
  return (
    <section className="nothing-here" aria-busy="true">
      <h2>{connection === 'lost' ? 'Nothing to show yet' : 'Asking the server which backends there are'}</h2>
      {loading ? <Progress {...loading} /> : <p className="dim">{connection === 'lost' ? goesOn : location.host}</p>}
    </section>
  );
}

const goesOn = 'The page goes on trying, and shows the backends once the server answers.';

function Progress({ got, total }: { got: number; total: number }) {
  const words = `${got.toLocaleString('en')} of ${total.toLocaleString('en')} backends`;
  return (
    <p className="loading">
      <progress max={total} value={got} aria-label={words} />
      <span className="dim">{words}</span>
    </p>
  );
}
