// What a view shows before any machine has been seen: what the service reads, and how to try the dashboard without machines.
import { WatchedSources } from './watched-sources.tsx';

export function NoBackends() {
  return (
    <section className="nothing-here">
      <h2>No machine has been seen yet.</h2>
      <p>A backend appears here with its first DHCP message, boot file request or health message. The service reads:</p>
      <WatchedSources />
      <p className="dim">
        To try the dashboard without a machine, run <code>npm run demo</code>
      </p>
    </section>
  );
}
