// The expected end of a run, from the usual times of its workflow. Pure; the same on the dashboard and in the terminal.
import type { RunSummary } from '../view/summary.ts';
import { statusTable } from '../vocabulary.ts';

/** The usual times of a workflow: seconds from each stage to the end of the install, the median of recent successful installs. */
export interface UsualEnds {
  stages: readonly { stage: string; toEnd: number }[];
}

type Expected = Pick<RunSummary, 'status' | 'endedAt' | 'stage' | 'stageAt'>;

/** Epoch milliseconds. Null if there is no estimate: not installing, no known install reached the stage, or already longer than usual. */
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
