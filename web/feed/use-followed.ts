// What the server says to a question whose answer changes with the feed: asked anew at every change, and when the connection is back. What was
// known stays in sight until the new answer is there.
import { useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import { askServer } from './ask-server.ts';
import { useFeedState } from './hooks.ts';
import { PacedQuestion } from './paced-question.ts';

export interface Followed<T> {
  /** The last answer; null before the first. */
  answer: T | null;
  /** Why there is no newer one. */
  problem: string | null;
}

const gapMs = 500;
const retryMs = 5_000;

/** `changed`: another object whenever it is to be asked again; null for not yet. Each `path` needs a component of its own (a key). */
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
