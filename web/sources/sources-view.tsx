// What the server reads, and how much of it.
import { WatchedSources } from '../overview/watched-sources.tsx';

export function SourcesView() {
  return (
    <section className="nothing-here">
      <h2>Sources</h2>
      <WatchedSources />
    </section>
  );
}
