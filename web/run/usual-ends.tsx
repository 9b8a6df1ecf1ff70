// How long installs of each workflow usually take, asked for once for the whole page, and anew every minute.
import { createContext, use, useMemo, type ReactNode } from 'react';
import * as z from 'zod';
import type { UsualEnds } from '../../state-machines/expected-end.ts';
import { useAsked } from '../feed/use-asked.ts';

const everyMs = 60_000;
const answerSchema = z.object({
  workflows: z.array(
    z.object({ name: z.string(), typical: z.object({ stages: z.array(z.object({ stage: z.string(), toEnd: z.number() })) }) }),
  ),
});

const UsualEndsContext = createContext<ReadonlyMap<string, UsualEnds>>(new Map());

export function UsualEndsProvider({ children }: { children: ReactNode }) {
  const answer = useAsked('/api/v1/workflows', answerSchema, everyMs);
  const ends = useMemo(() => new Map(answer?.workflows.map(({ name, typical }) => [name, typical])), [answer]);
  return <UsualEndsContext value={ends}>{children}</UsualEndsContext>;
}

/** Undefined before the answer, and for a workflow that the server has not. */
export function useUsualEnds(workflow: string): UsualEnds | undefined {
  return use(UsualEndsContext).get(workflow);
}
