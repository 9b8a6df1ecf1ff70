// How many of the sources are read, as a way to the view of them. A dashboard that no log reaches looks as calm as one where all is well.
// Nothing while the connection is lost: then nobody knows.
import * as z from 'zod';
import { useFeedState } from './feed/hooks.ts';
import { useAsked } from './feed/use-asked.ts';
import { ViewLink } from './ui/view-link.tsx';

const everyMs = 10_000;
const answerSchema = z.object({ sources: z.array(z.object({ alive: z.boolean() })) });

export function SourcesAlive() {
  const sources = useAsked('/api/v1/sources', answerSchema, everyMs)?.sources;
  const isLost = useFeedState('connection') === 'lost';
  if (!sources || isLost) return null;
  const alive = sources.filter((source) => source.alive).length;
  const trouble = alive < sources.length;
  return (
    <ViewLink
      className={trouble ? 'sources-alive tone-failed' : 'sources-alive'}
      to={{ view: 'sources', backend: null, run: null }}
      title="How many of the logs and brokers are read"
    >
      {trouble && <span aria-hidden="true">✖ </span>}
      {alive} of {sources.length} {sources.length === 1 ? 'source' : 'sources'}
    </ViewLink>
  );
}
