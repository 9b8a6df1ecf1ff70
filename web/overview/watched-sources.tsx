// What the server reads, for the page that has nothing else to show: which logs, how much of them, and why one cannot be read. Asked anew
// every few seconds; an answer that does not come or cannot be read leaves what was known.
import { useEffect, useState } from 'react';
import * as z from 'zod';

const everyMs = 5_000;

const answerSchema = z.object({
  sources: z.array(z.object({ name: z.string(), from: z.string(), lines: z.int(), trouble: z.string().nullable() })),
});
type Sources = z.infer<typeof answerSchema>['sources'];

export function WatchedSources() {
  const sources = useSources();
  return (
    <ul className="watched-sources">
      {sources.map(({ name, from, lines, trouble }) => (
        <li key={`${name} ${from}`}>
          <code>{from}</code>{' '}
          {trouble === null ? <span className="dim">{countText(lines)}</span> : <span className="tone-late">{trouble}</span>}
        </li>
      ))}
    </ul>
  );
}

function countText(lines: number): string {
  return lines === 0 ? 'nothing read yet' : `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'} read`;
}

function useSources(): Sources {
  const [sources, setSources] = useState<Sources>([]);
  useEffect(() => {
    const aborter = new AbortController();
    const ask = async () => {
      const asked = await fetchSources(aborter.signal);
      if (asked && !aborter.signal.aborted) setSources(asked);
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }, []);
  return sources;
}

async function fetchSources(signal: AbortSignal): Promise<Sources | undefined> {
  try {
    const response = await fetch('/api/v1/sources', { signal });
    return answerSchema.safeParse(await response.json()).data?.sources;
  } catch {
    return undefined;
  }
}
