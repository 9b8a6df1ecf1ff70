// The checklist of a run: each stage with the time it took since the one before, against the limit that held then. Pure.
import type { RunView, StageView } from '../../state-machines/view.ts';
import type { StageTone } from '../ui/status.ts';
import { heldAs } from './outside-order.ts';

export interface Step {
  stage: StageView;
  tone: StageTone;
  /** Since the stage reached before it, milliseconds; null where that says nothing. */
  tookMs: number | null;
  /** Within which it had to come, milliseconds; null where no limit ran. */
  limitMs: number | null;
}

interface Clock {
  /** Time of the last stage that was reached. */
  fromMs: number | null;
  deadlineMs: number | null;
}

export function stepsOf(run: RunView): Step[] {
  let clock: Clock = { fromMs: null, deadlineMs: null };
  return run.stages.map((stage) => {
    const held = heldAs(stage);
    const step = { stage, tone: toneOf(run, stage), ...(held ? { tookMs: null, limitMs: null } : measure(stage, clock)) };
    if (!held && stage.status === 'done') clock = advance(clock, stage);
    return step;
  });
}

/** The steps that a run has to go: what is outside the order is none, nor is what may come and did not. */
export function requiredSteps(steps: readonly Step[]): Step[] {
  return steps.filter(({ stage }) => !heldAs(stage) && !(stage.optional && stage.at === null));
}

function toneOf(run: RunView, stage: StageView): StageTone {
  const held = heldAs(stage);
  if (held && stage.at !== null) return held;
  return stage.status === 'pending' && stage.name === run.nextStage ? 'next' : stage.status;
}

function measure(stage: StageView, { fromMs, deadlineMs }: Clock): Pick<Step, 'tookMs' | 'limitMs'> {
  const limitMs = fromMs === null || deadlineMs === null ? null : deadlineMs - fromMs;
  const tookMs = fromMs === null || stage.at === null ? null : Date.parse(stage.at) - fromMs;
  // Logs of several files come in the order of their own times: a stage can be older than the one listed before it.
  return { tookMs: tookMs !== null && tookMs < 0 ? null : tookMs, limitMs };
}

/** A stage without a limit of its own leaves the clock of the one before it running. */
function advance(clock: Clock, stage: StageView): Clock {
  if (stage.at === null) return clock;
  const fromMs = Date.parse(stage.at);
  return { fromMs, deadlineMs: stage.limitSeconds === null ? clock.deadlineMs : fromMs + stage.limitSeconds * 1000 };
}
