// The checklist of a run: each stage with the time it took since the one before, against the limit that held then. Pure.
import type { StageTone } from '../../state-machines/summary.ts';
import type { RunView, StageView } from '../../state-machines/view.ts';
import type { Segment } from './segments.ts';

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
    const held = isOutside(stage);
    const step = { stage, tone: toneOf(run, stage), ...(held ? { tookMs: null, limitMs: null } : measure(stage, clock)) };
    if (!held && stage.status === 'done') clock = advance(clock, stage);
    return step;
  });
}

/** The steps that a run has to go, as its bar. */
export function segmentsOfSteps(steps: readonly Step[]): Segment[] {
  return steps
    .filter(({ stage }) => !isOutside(stage) && !(stage.optional && stage.at === null))
    .map(({ stage: { name, group }, tone }) => ({ name, group, tone }));
}

/** Being held or stalled is no step of the way. */
export function isOutside({ role }: Pick<StageView, 'role'>): boolean {
  return role === 'waiting' || role === 'stalled';
}

function toneOf(run: RunView, stage: StageView): StageTone {
  if (isOutside(stage) && stage.at !== null) return stage.role as 'waiting' | 'stalled';
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
