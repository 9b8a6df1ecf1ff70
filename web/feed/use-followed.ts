// The answer to a request whose result changes with the feed: requested again after every change, and when the connection is back. The last
// answer stays until the new one has arrived.
import { useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import { askServer } from './ask-server.ts';
import { useFeedState } from './hooks.ts';
import { PacedQuestion } from './paced-question.ts';

export interface Followed<T> {
  /** The last answer; null before the first. */
  answer: T | null;
  /** Why there is no newer answer; null if there is no problem. */
  problem: string | null;
}

const gapMs = 500;
const retryMs = 5_000;

/** `changed`: a new object whenever the request is to be repeated; null for not yet. Each `path` needs its own component (a key). */
export function useFollowed<T>(path: string, schema: z.ZodType<T>, changed: object | null): Followed<T> {
  const [followed, setFollowed] = useState<Followed<T>>({ answer: null, problem: null });
  const connection = useFeedState('connection');
  const question = useRef<PacedQuestion | null>(null);
  useEffect(() => {
    const aborter = new AbortController();
    const ask = async (): Promise<boolean> => {
      const { answer, problem } = await askServer(path, schema, aborter.signal);
      if (!aborter.signal.aborted) setFollowed((before) => ({ answer: answer ?? before.answer, problem }));
      return problem === null;
    };
    const asked = new PacedQuestion({ ask, gapMs, retryMs });
    question.current = asked;
    return () => {
      asked.stop();
      aborter.abort();
    };
  }, [path, schema]);
  useEffect(() => {
    if (changed !== null && connection !== 'lost') question.current?.wake();
  }, [changed, connection]);
  return followed;
}
