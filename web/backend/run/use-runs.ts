// The runs and events of a backend, requested again whenever the feed reports a change.
import { useMemo } from 'react';
import * as z from 'zod';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { runViewSchema, transitionViewSchema, type RunView, type TransitionView } from '../../../state-machines/view/view.ts';
import { useFollowed, type Followed } from '../../feed/use-followed.ts';

const runsSchema = z.object({ runs: z.array(runViewSchema) });
const eventsSchema = z.object({ events: z.array(transitionViewSchema) });
/** Of one backend; a run has a few dozen. */
export const eventsMost = 500;

/** Newest first. `backend`: a new object whenever it has changed. */
export function useRuns(backend: BackendSummary): Followed<readonly RunView[]> {
  const { answer, problem } = useFollowed(`${pathOf(backend)}/runs`, runsSchema, backend);
  const runs = useMemo(() => answer?.runs.toReversed() ?? null, [answer]);
  return { answer: runs, problem };
}

/** Newest last. */
export function useEvents(backend: BackendSummary): Followed<readonly TransitionView[]> {
  const { answer, problem } = useFollowed(`${pathOf(backend)}/events?limit=${eventsMost}`, eventsSchema, backend);
  return { answer: answer?.events ?? null, problem };
}

function pathOf({ id }: BackendSummary): string {
  return `/api/v1/backends/${encodeURIComponent(id)}`;
}
