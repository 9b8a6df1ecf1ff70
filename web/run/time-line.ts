// A run to scale in time: one stretch for each reached stage, starting at the previous one, and one for the stage that it waits for. Pure.
import type { StageTone } from '../../state-machines/view/summary.ts';
import type { RunView } from '../../state-machines/view/view.ts';
import { isOutsideOrder } from '../../state-machines/workflow/workflow.ts';
import { statusTable } from '../../state-machines/vocabulary.ts';
import { partsOfRun, type RunPart } from './run-parts.ts';
import { type Step } from './steps.ts';

export interface Stretch {
  /** The stage that it led to or will lead to; for a run that is not well, the stage that marks it so. */
  step: Step;
  fromMs: number;
  toMs: number;
  /** The state of the run during it. */
  tone: StageTone;
  /** When the stage was or is due; null for no limit. */
  limitAtMs: number | null;
}

export interface TimeLine {
  fromMs: number;
  toMs: number;
  /** In the order of their times. */
  stretches: readonly Stretch[];
  /** How long the run continued after `toMs` without anything to draw. */
  cutMs: number;
  partOf: ReturnType<typeof partsOfRun>;
}

/** Null for a run without any time. */
export function timeLineOf(run: RunView, steps: readonly Step[], nowMs: number): TimeLine | null {
  const came = stretchesThatCame(steps);
  const last = came.at(-1);
  if (!last) return null;
  const fromMs = Math.min(Date.parse(run.startedAt), came[0]?.fromMs ?? Infinity);
  const { drawnMs, toMs, cutMs } = rightEdge(run, { fromMs, lastMs: last.toMs, nowMs });
  const after = run.endedAt === null && drawnMs > last.toMs ? stretchesAfter(last, steps, drawnMs) : [];
  return { fromMs, toMs, stretches: [...came, ...after], cutMs, partOf: partsOfRun(run) };
}

function stretchesThatCame(steps: readonly Step[]): Stretch[] {
  const came = steps
    .flatMap((step) => (step.stage.at === null || step.tone === 'late' ? [] : [{ step, atMs: Date.parse(step.stage.at) }]))
    .toSorted((a, b) => a.atMs - b.atMs);
  return came.map(({ step, atMs }, i) => {
    const before = came[i - 1];
    const limitAtMs = step.tookMs === null || step.limitMs === null ? null : atMs - step.tookMs + step.limitMs;
    return { step, fromMs: before?.atMs ?? atMs, toMs: atMs, tone: before ? toneAfter(before.step) : 'done', limitAtMs };
  });
}

/** The state of a run after a stage. */
function toneAfter({ tone, stage }: Step): StageTone {
  return tone === 'failed' || isOutsideOrder(stage) ? tone : 'done';
}

/** A run that is not well expects nothing. A missing stage is expected up to its limit, and late after it. */
function stretchesAfter({ step: last, toMs: fromMs }: Stretch, steps: readonly Step[], toMs: number): Stretch[] {
  const tone = toneAfter(last);
  if (tone !== 'done') return [{ step: last, fromMs, toMs, tone, limitAtMs: null }];
  const step = steps.find((missing) => missing.tone === 'late' || missing.tone === 'next');
  if (!step) return [];
  const limitAtMs = step.limitMs === null ? null : fromMs + step.limitMs;
  if (step.tone !== 'late' || step.stage.at === null) return [{ step, fromMs, toMs, tone: 'next', limitAtMs }];
  const dueMs = Date.parse(step.stage.at);
  return [
    { step, fromMs, toMs: dueMs, tone: 'next', limitAtMs },
    { step, fromMs: dueMs, toMs, tone: 'late', limitAtMs },
  ];
}

interface Edges {
  /** The end of what there is to draw. */
  drawnMs: number;
  /** The end of the strip. */
  toMs: number;
  cutMs: number;
}

/** Hours without news must not squeeze the minutes before them into a line. */
function rightEdge(run: RunView, { fromMs, lastMs, nowMs }: { fromMs: number; lastMs: number; nowMs: number }): Edges {
  const endMs = run.endedAt === null ? nowMs : Date.parse(run.endedAt);
  const { clock } = statusTable[run.status];
  if (clock === 'runs') return { drawnMs: Math.max(lastMs, endMs), toMs: limitEdge(run, fromMs, Math.max(lastMs, endMs)), cutMs: 0 };
  const toldMs = Math.max(lastMs, Date.parse(run.lastHeardAt), clock === 'passed' ? Date.parse(run.since) : 0);
  const longestMs = toldMs + Math.max(5_000, (toldMs - fromMs) / 3);
  const toMs = Math.max(lastMs, Math.min(endMs, longestMs));
  return { drawnMs: toMs, toMs, cutMs: Math.max(0, endMs - toMs) };
}

/** Times the length of the run so far: the past keeps at least a quarter of the strip. */
const nearTimes = 4;

/** A near limit is visible; one far away would squeeze the past. */
function limitEdge({ deadline }: RunView, fromMs: number, endMs: number): number {
  const limitMs = deadline === null ? endMs : Date.parse(deadline);
  return limitMs - fromMs <= nearTimes * (endMs - fromMs) ? Math.max(endMs, limitMs) : endMs;
}

export interface PartSpan extends RunPart {
  fromMs: number;
  toMs: number;
}

/** The parts of the run, one after the other, up to its current stage. */
export function partSpans({ stretches, partOf }: TimeLine): PartSpan[] {
  const spans: PartSpan[] = [];
  for (const { step, fromMs, toMs } of stretches) {
    const last = spans.at(-1);
    const part = partOf(step.stage);
    if (last?.name === part.name) last.toMs = toMs;
    else spans.push({ ...part, fromMs, toMs });
  }
  return spans;
}

/** Index of the stretch that contains a moment; the last one for later moments. */
export function stretchAt({ stretches }: TimeLine, atMs: number): number {
  const index = stretches.findIndex(({ toMs }) => toMs >= atMs);
  return index < 0 ? stretches.length - 1 : index;
}
