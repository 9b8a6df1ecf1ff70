// The page of a server that has not seen any machine yet: what it reads, and how to try the dashboard without machines.
import { WatchedSources } from './watched-sources.tsx';

export function NoBackends() {
  return (
    <section className="nothing-here">
      <h2>Watching. No machine has been seen yet.</h2>
      <p>A backend appears here with its first DHCP message, boot file request or health message. What is watched:</p>
      <WatchedSources />
      <p className="dim">
        To see installs without a machine: <code>npm run demo</code>
      </p>
    </section>
  );
}
