// When a run will be over, if it goes on as installs of its workflow usually do. Pure; the same on the page and in the terminal.
import type { RunSummary } from '../view/summary.ts';
import { statusTable } from '../vocabulary.ts';

/** What is usual for a workflow: seconds from a stage to the end of the install, the median of the last ones that ended well. */
export interface UsualEnds {
  stages: readonly { stage: string; toEnd: number }[];
}

type Expected = Pick<RunSummary, 'status' | 'endedAt' | 'stage' | 'stageAt'>;

/** Epoch milliseconds. Null where nothing can be said: not installing, a stage that no install is known of, or longer than usual already. */
export function expectedEndMs(
  { status, endedAt, stage, stageAt }: Expected,
  usual: UsualEnds | null | undefined,
  nowMs: number,
): number | null {
  if (statusTable[status].clock !== 'runs' || endedAt !== null || stageAt === null) return null;
  const toEnd = usual?.stages.find((known) => known.stage === stage)?.toEnd;
  if (toEnd === undefined) return null;
  const endMs = Date.parse(stageAt) + toEnd * 1000;
  return endMs > nowMs ? endMs : null;
}
