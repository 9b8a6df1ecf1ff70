// What is wrong with the service, such as a log that it cannot read or a full disk. Shows the first problem, and the others on demand.
import * as z from 'zod';
import { useAddress } from '../address.ts';
import { useFeedState } from '../feed/hooks.ts';
import { useAsked } from '../feed/use-asked.ts';
import { ViewLink } from '../ui/view-link.tsx';

const healthSchema = z.object({ troubles: z.array(z.string()) });
const everyMs = 10_000;

export function ServiceNotice() {
  const connection = useFeedState('connection');
  const { view } = useAddress();
  const [first, ...others] = useAsked('/healthz', healthSchema, everyMs)?.troubles ?? [];
  if (connection !== 'live' || first === undefined) return null;
  return (
    <div role="status" className="notice tone-late service-trouble">
      {others.length === 0 ? <span className="service-troubles">{first}</span> : <Several first={first} others={others} />}
      {view !== 'sources' && (
        <ViewLink className="text-link" to={{ view: 'sources', backend: null, run: null }}>
          Sources
        </ViewLink>
      )}
    </div>
  );
}

function Several({ first, others }: { first: string; others: readonly string[] }) {
  return (
    <details className="service-troubles">
      <summary>
        {first} <span className="dim">and {others.length} more</span>
      </summary>
      <ul>
        {others.map((trouble) => (
          <li key={trouble}>{trouble}</li>
        ))}
      </ul>
    </details>
  );
}
