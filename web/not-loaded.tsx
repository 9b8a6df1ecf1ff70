// What any view shows before the first snapshot is complete, with its progress. It never looks as if there were no backends.
import { useFeedState } from './feed/hooks.ts';

export function NotLoaded() {
  const connection = useFeedState('connection');
  const loading = useFeedState('loading');
  return (
    <section className="nothing-here" aria-busy="true">
      <h2>{connection === 'lost' ? 'Nothing to show yet' : 'Loading the backends'}</h2>
      {loading ? <Progress {...loading} /> : <p className="dim">{connection === 'lost' ? goesOn : location.host}</p>}
    </section>
  );
}

const goesOn = 'The page keeps trying to connect and shows the backends as soon as the server answers.';

function Progress({ got, total }: { got: number; total: number }) {
  const words = `${got.toLocaleString('en')} of ${total.toLocaleString('en')} backends`;
  return (
    <p className="loading">
      <progress max={total} value={got} aria-label={words} />
      <span className="dim">{words}</span>
    </p>
  );
}
