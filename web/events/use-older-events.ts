// Requests the events from before the page was opened, once, and again when the feed starts over. Returns the error if that fails.
import { useEffect, useState } from 'react';
import * as z from 'zod';
import { transitionViewSchema } from '../../state-machines/view/view.ts';
import { useFeed, useFeedState } from '../feed/hooks.ts';

const most = 1_000;
const answerSchema = z.object({ events: z.array(transitionViewSchema) });

/** Why older events could not be loaded; null if there is no problem. */
export function useOlderEvents(): string | null {
  const { store } = useFeed();
  const after = useFeedState('eventsAfter');
  const filled = useFeedState('eventsFilled');
  const connection = useFeedState('connection');
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (after === null || filled || connection !== 'live') return undefined;
    const aborter = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const events = await askForEvents(aborter.signal);
        store.fillEvents(events, { asked: after, all: events.length < most });
        setProblem(null);
      } catch (error) {
        if (!aborter.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
      }
    };
    void load();
    return () => aborter.abort();
  }, [store, after, filled, connection]);
  return problem;
}

async function askForEvents(signal: AbortSignal) {
  const response = await fetch(`/api/v1/events?limit=${most}`, { signal });
  if (!response.ok) throw new Error(`the server answered with HTTP ${response.status}`);
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new Error('the answer could not be read');
  return answer.data.events;
}
