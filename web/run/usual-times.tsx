// How long installs of each workflow usually take: requested once a minute for the whole page.
import { createContext, use, useMemo, type ReactNode } from 'react';
import * as z from 'zod';
import { typicalTimesSchema, type TypicalTimes } from '../../state-machines/statistics/typical.ts';
import { useAsked } from '../feed/use-asked.ts';

const everyMs = 60_000;
const answerSchema = z.object({ workflows: z.array(z.object({ name: z.string(), typical: typicalTimesSchema })) });

const UsualTimesContext = createContext<ReadonlyMap<string, TypicalTimes>>(new Map());

export function UsualTimesProvider({ children }: { children: ReactNode }) {
  const answer = useAsked('/api/v1/workflows', answerSchema, everyMs);
  const times = useMemo(() => new Map(answer?.workflows.map(({ name, typical }) => [name, typical])), [answer]);
  return <UsualTimesContext value={times}>{children}</UsualTimesContext>;
}

/** Undefined before the answer, and for a workflow that the server does not have. */
export function useUsualTimes(workflow: string): TypicalTimes | undefined {
  return use(UsualTimesContext).get(workflow);
}
