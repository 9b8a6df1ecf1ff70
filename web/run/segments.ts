// The bar of a run: a segment for each stage that it has to go. From a summary's marks, or from the stages of a whole run. Pure.
import { stageMarks, type RunSummary, type StageTone, type WorkflowSummary } from '../../state-machines/summary.ts';
import type { StageGroup } from '../../state-machines/vocabulary.ts';

export interface Segment {
  name: string;
  group: StageGroup;
  tone: StageTone;
}

const tones = new Map(Object.entries(stageMarks).map(([tone, mark]) => [mark as string, tone as StageTone]));

/** What stands outside the order is no step of the way, nor is what may come and did not. */
export function segmentsOf(run: Pick<RunSummary, 'stages'>, workflow: WorkflowSummary | undefined): Segment[] {
  return (workflow?.stages ?? []).flatMap(({ name, group, role, optional }, i) => {
    const tone = tones.get(run.stages[i] ?? '') ?? 'pending';
    const unseen = tone === 'pending' || tone === 'skipped';
    return role === 'waiting' || role === 'stalled' || (optional && unseen) ? [] : [{ name, group, tone }];
  });
}

/** `12 of 25 stages; failed: Profile_XML_Sent`. */
export function barText(segments: readonly Segment[]): string {
  const done = segments.filter(({ tone }) => tone === 'done').length;
  const trouble = segments.filter(({ tone }) => tone === 'failed' || tone === 'late').map(({ name, tone }) => `${tone}: ${name}`);
  return [`${done} of ${segments.length} stages`, ...trouble].join('; ');
}
