// The `stage` of a strategy's step is one of two things. In releases until October 2024 it numbers the batches: all of one are deployed side by
// side, then comes the next one. Later it is the place in the orchestration (1 Create, 2 Apply, 3 Complete), in numbers or in words.
import type { StepFacts } from './facts.ts';
import { isOver, isRunning, notStarted } from './states.ts';

/** The batch of each subcloud, as far as `steps` tell; none when their numbers fit their places in the orchestration as well. */
export function batchesOf(steps: readonly StepFacts[]): ReadonlyMap<string, string> {
  const numbered = steps.filter(({ stage }) => stage !== null && /^\d{1,6}$/.test(stage));
  if (!numbered.some(isNoPlace)) return new Map();
  return new Map(numbered.map(({ cloud, stage }) => [cloud, stage ?? '']));
}

/** Whether a number can't be the place: what waits has created, what runs applies, what is over has come from there. */
function isNoPlace(step: StepFacts): boolean {
  const stage = Number(step.stage);
  if (step.state === notStarted) return stage !== 1;
  if (isRunning(step)) return stage !== 2;
  // One that was aborted, or failed before it began, is put behind a little later.
  return isOver(step) && (stage > 3 || (stage < 2 && step.state === 'complete'));
}
