// The progress bar of a run, on the dashboard and in the terminal: one segment per expected stage, from a summary's marks. Pure.
import { stageMarks, type RunSummary, type StageTone, type WorkflowSummary } from './summary.ts';
import { stageGroups, type StageGroup } from '../vocabulary.ts';
import { isOutsideOrder } from '../workflow/workflow.ts';

export interface Segment {
  name: string;
  group: StageGroup;
  /** Its macro step. */
  step: string | null;
  tone: StageTone;
}

const tones = new Map(Object.entries(stageMarks).map(([tone, mark]) => [mark as string, tone as StageTone]));

/** Omits stages outside the order, and optional stages that were not reached. */
export function segmentsOf(run: Pick<RunSummary, 'stages'>, workflow: WorkflowSummary | undefined): Segment[] {
  return (workflow?.stages ?? []).flatMap(({ name, group, step, role, optional }, i) => {
    const tone = tones.get(run.stages[i] ?? '') ?? 'pending';
    const unseen = tone === 'pending' || tone === 'skipped';
    return isOutsideOrder({ role }) || (optional && unseen) ? [] : [{ name, group, step, tone }];
  });
}

export interface BarPart {
  name: string;
  segments: readonly Segment[];
}

/** The macro steps in order, with stages outside any step as single groups; without macro steps, the parts of an install. */
export function partsOf(segments: readonly Segment[]): BarPart[] {
  const hasSteps = segments.some(({ step }) => step !== null);
  const parts = Map.groupBy(segments, ({ name, group, step }) => (hasSteps ? (step ?? name) : group));
  const names: readonly string[] = hasSteps ? [...parts.keys()] : stageGroups;
  return names.flatMap((name) => {
    const own = parts.get(name);
    return own ? [{ name, segments: own }] : [];
  });
}
