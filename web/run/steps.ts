// The checklist of a run: each stage with its time since the previous one, its limit at that time, and the usual duration. Pure.
import { durationText } from '../../state-machines/vocabulary/duration.ts';
import type { StageTone } from '../../state-machines/view/summary.ts';
import type { RunView, StageView } from '../../state-machines/view/view.ts';
import { isOutsideOrder } from '../../state-machines/workflow/workflow.ts';
import type { Segment } from './segments.ts';

export interface Step {
  stage: StageView;
  tone: StageTone;
  /** Since the previous stage, milliseconds; null if unknown. */
  tookMs: number | null;
  /** The limit for reaching it, milliseconds; null for none. */
  limitMs: number | null;
  /** The median of earlier installs, milliseconds; null if there are none. */
  usualMs: number | null;
  /** Took much longer than in earlier installs. */
  slow: boolean;
}

/** From the workflow's earlier installs: seconds since the previous stage. */
export interface UsualTimes {
  stages: readonly { stage: string; median: number; p95: number }[];
}

interface Clock {
  /** Time of the last reached stage. */
  fromMs: number | null;
  deadlineMs: number | null;
}

export function stepsOf(run: RunView, usual?: UsualTimes | null): Step[] {
  const known = new Map(usual?.stages.map((times) => [times.stage, times]));
  let clock: Clock = { fromMs: null, deadlineMs: null };
  return run.stages.map((stage) => {
    const held = isOutsideOrder(stage);
    const measured = held ? { tookMs: null, limitMs: null } : measure(stage, clock);
    const step = { stage, tone: toneOf(run, stage), ...measured, ...against(known.get(stage.name), measured.tookMs) };
    if (!held && stage.status === 'done') clock = advance(clock, stage);
    return step;
  });
}

/** The steps that a run has to pass, as its bar. */
export function segmentsOfSteps(steps: readonly Step[]): Segment[] {
  return steps
    .filter(({ stage }) => !isOutsideOrder(stage) && !isFolded(stage))
    .map(({ stage: { name, group, step }, tone }) => ({ name, group, step, tone }));
}

/** Optional and not seen: hidden until requested. */
export function isFolded({ optional, at }: Pick<StageView, 'optional' | 'at'>): boolean {
  return optional && at === null;
}

function toneOf(run: RunView, stage: StageView): StageTone {
  if (isOutsideOrder(stage) && stage.at !== null) return stage.role === 'stalled' ? 'stalled' : 'waiting';
  return stage.status === 'pending' && stage.name === run.nextStage ? 'next' : stage.status;
}

function measure(stage: StageView, { fromMs, deadlineMs }: Clock): Pick<Step, 'tookMs' | 'limitMs'> {
  const limitMs = fromMs === null || deadlineMs === null ? null : deadlineMs - fromMs;
  const tookMs = fromMs === null || stage.at === null ? null : Date.parse(stage.at) - fromMs;
  // Lines of several files are ordered by time, not by stage: a stage can be older than the one listed before it.
  return { tookMs: tookMs !== null && tookMs < 0 ? null : tookMs, limitMs };
}

/** Slow: more than twice the median and more than the 95th percentile. Timestamps have whole seconds, so a few more do not count. */
const slowerByMs = 5_000;

function against(usual: UsualTimes['stages'][number] | undefined, tookMs: number | null): Pick<Step, 'usualMs' | 'slow'> {
  if (!usual) return { usualMs: null, slow: false };
  const usualMs = usual.median * 1000;
  return { usualMs, slow: tookMs !== null && tookMs > Math.max(usual.p95 * 1000, 2 * usualMs, usualMs + slowerByMs) };
}

/** `4 s`; timestamps have whole seconds, so two in the same second are less than one second apart. */
export function usualText(usualMs: number): string {
  return usualMs < 1000 ? '< 1 s' : durationText(usualMs);
}

/** A stage without a limit keeps the previous stage's deadline. */
function advance(clock: Clock, stage: StageView): Clock {
  if (stage.at === null) return clock;
  const fromMs = Date.parse(stage.at);
  return { fromMs, deadlineMs: stage.limitSeconds === null ? clock.deadlineMs : fromMs + stage.limitSeconds * 1000 };
}
