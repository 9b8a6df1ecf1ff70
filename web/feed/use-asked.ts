// What the server says to a question that is asked again every few seconds, for what the live feed does not carry. An answer that does not
// come, or can't be read, leaves what was known. It is not asked while the feed is lost, and at once when that is back.
import { useEffect, useState } from 'react';
import type * as z from 'zod';
import { useFeedState } from './hooks.ts';

/** The last answer at `path` that fits `schema`; undefined before the first. */
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
