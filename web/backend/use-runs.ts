// The runs of a backend, asked of the server anew whenever the feed tells that something has changed.
import { useEffect, useState } from 'react';
import * as z from 'zod';
import type { BackendSummary } from '../../state-machines/summary.ts';
import { runViewSchema, type RunView } from '../../state-machines/view.ts';

const answerSchema = z.object({ runs: z.array(runViewSchema) });

export interface Runs {
  /** Newest first; null before the first answer. */
  runs: readonly RunView[] | null;
  /** Why earlier runs are not known. */
  problem: string | null;
}

/** `backend`: another object whenever it has changed. */
export function useRuns(backend: BackendSummary): Runs {
  const [stored, setStored] = useState<readonly RunView[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const aborter = new AbortController();
    const load = async () => {
      const loaded = await loadRuns(backend.id, aborter.signal);
      if (aborter.signal.aborted) return;
      if (loaded.runs) setStored(loaded.runs);
      setProblem(loaded.problem);
    };
    void load();
    return () => aborter.abort();
  }, [backend]);
  return { runs: stored?.toReversed() ?? null, problem };
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
