// How many of the sources are being read, as a link to their view. Without it, a dashboard that no log reaches would look as calm as one where
// all is well. Hidden while the connection is lost, because the number is unknown then.
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
      title="Logs and brokers that the service is reading"
    >
      {trouble && <span aria-hidden="true">✖ </span>}
      {alive} of {sources.length} {sources.length === 1 ? 'source' : 'sources'}
    </ViewLink>
  );
}
