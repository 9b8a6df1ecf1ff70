// The `stage` of a strategy's step has two meanings. In releases until October 2024 it is the batch number: the subclouds of a batch are deployed in
// parallel, one batch after the other. Later it is the orchestration phase (1 Create, 2 Apply, 3 Complete), as a number or a word.
import type { StepFacts } from './facts.ts';
import { isOver, isRunning, notStarted } from './states.ts';

/** The batch of each subcloud, as far as `steps` show it; empty if the numbers could also be phases. */
export function batchesOf(steps: readonly StepFacts[]): ReadonlyMap<string, string> {
  const numbered = steps.filter(({ stage }) => stage !== null && /^\d{1,6}$/.test(stage));
  if (!numbered.some(isNoPlace)) return new Map();
  return new Map(numbered.map(({ cloud, stage }) => [cloud, stage ?? '']));
}

/** Whether a number cannot be a phase: waiting steps are in Create, running ones in Apply, finished ones in Apply or Complete. */
function isNoPlace(step: StepFacts): boolean {
  const stage = Number(step.stage);
  if (step.state === notStarted) return stage !== 1;
  if (isRunning(step)) return stage !== 2;
  // A step that was aborted, or failed before it started, moves to Complete slightly later.
  return isOver(step) && (stage > 3 || (stage < 2 && step.state === 'complete'));
}
