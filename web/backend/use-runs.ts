// The runs of a backend: the newest from the feed, the earlier ones asked of the server once, and again when a new run begins.
import { useEffect, useState } from 'react';
import * as z from 'zod';
import { runViewSchema, type RunView } from '../../state-machines/view.ts';

const answerSchema = z.object({ runs: z.array(runViewSchema) });

export interface Runs {
  /** Newest first, the live one among them. */
  runs: readonly RunView[];
  /** Why earlier runs are not known. */
  problem: string | null;
}

export function useRuns(id: string, live: RunView | undefined): Runs {
  const [stored, setStored] = useState<readonly RunView[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const newest = live?.id;
  useEffect(() => {
    if (newest === undefined) return undefined;
    const aborter = new AbortController();
    const load = async () => {
      const loaded = await loadRuns(id, aborter.signal);
      if (aborter.signal.aborted) return;
      if (loaded.runs) setStored(loaded.runs);
      setProblem(loaded.problem);
    };
    void load();
    return () => aborter.abort();
  }, [id, newest]);
  return { runs: withLive(stored, live), problem };
}

async function loadRuns(id: string, signal: AbortSignal): Promise<{ runs: RunView[] | null; problem: string | null }> {
  try {
    return { runs: await fetchRuns(id, signal), problem: null };
  } catch (error) {
    return { runs: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function fetchRuns(id: string, signal: AbortSignal): Promise<RunView[]> {
  const response = await fetch(`/api/v1/backends/${encodeURIComponent(id)}/runs`, { signal });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  const answer = answerSchema.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new Error('the answer could not be read');
  return answer.data.runs;
}

/** The feed's word on the newest run is newer than the answer to a request. */
export function withLive(stored: readonly RunView[], live: RunView | undefined): RunView[] {
  const earlier = stored.filter((run) => run.id !== live?.id);
  return [...(live ? [live] : []), ...earlier.toReversed()];
}
