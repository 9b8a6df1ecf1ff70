// The answer to a request that is repeated every few seconds, for data that the live feed does not contain. A failed request keeps the last
// answer. Nothing is requested while the feed is lost; the next request follows at once when it is back.
import { useEffect, useState } from 'react';
import type * as z from 'zod';
import { useFeedState } from './hooks.ts';

/** The last answer at `path` that matches `schema`; undefined before the first. */
export function useAsked<T>(path: string, schema: z.ZodType<T>, everyMs: number): T | undefined {
  const [answer, setAnswer] = useState<T>();
  const isLost = useFeedState('connection') === 'lost';
  useEffect(() => {
    if (isLost) return undefined;
    const aborter = new AbortController();
    const ask = async (): Promise<void> => {
      const asked = await fetchAnswer(path, schema, aborter.signal);
      if (asked !== undefined && !aborter.signal.aborted) setAnswer(asked);
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }, [path, schema, everyMs, isLost]);
  return answer;
}

async function fetchAnswer<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    const response = await fetch(path, { signal });
    return schema.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}
