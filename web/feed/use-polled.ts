// The last answers to a request that is repeated every few seconds, several of them so that rates can be computed; and why there is no newer
// one. Nothing is requested while the feed is lost; the next request follows at once when it is back.
import { useEffect, useState } from 'react';
import type * as z from 'zod';
import { askServer } from './ask-server.ts';
import { useFeedState } from './hooks.ts';

export interface Polled<T> {
  /** Newest last; more than one only if no request failed between them. */
  answers: readonly T[];
  problem: string | null;
}

const kept = 6;

export function usePolled<T>(path: string, schema: z.ZodType<T>, everyMs: number): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({ answers: [], problem: null });
  const isLost = useFeedState('connection') === 'lost';
  useEffect(() => {
    if (isLost) return undefined;
    const aborter = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isUnbroken = false;
    const ask = async (): Promise<void> => {
      const { answer, problem } = await askServer(path, schema, aborter.signal);
      if (aborter.signal.aborted) return;
      const goesOn = isUnbroken;
      isUnbroken = answer !== null;
      setPolled(({ answers }) =>
        answer === null ? { answers, problem } : { answers: [...(goesOn ? answers : []), answer].slice(-kept), problem },
      );
      timer = setTimeout(() => void ask(), everyMs);
    };
    void ask();
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [path, schema, everyMs, isLost]);
  return polled;
}
