// The time at which any backend last reached a stage, by part of the install.
import type { Run } from '../../../state-machines/run/run.ts';
import { isoTime } from '../../../state-machines/view/view.ts';
import type { StageGroup } from '../../../state-machines/vocabulary.ts';
import type { NumberedChange } from './kept-changes.ts';

export class Reached {
  private readonly atMs = new Map<StageGroup, number>();

  get times(): Partial<Record<StageGroup, string>> {
    return Object.fromEntries([...this.atMs].map(([group, ms]) => [group, isoTime(ms)]));
  }

  /** Adds the stages that were reached before this start. */
  noteRun({ workflow, snapshot }: Run): void {
    for (const { name, group } of workflow.stages) {
      const record = snapshot.context.records[name];
      if (record?.status === 'done') this.note(group, record.lastAtMs);
    }
  }

  noteChange(change: NumberedChange): void {
    if (change.type !== 'transition' || (change.transition.kind !== 'reached' && change.transition.kind !== 'repeated')) return;
    const { stage: name, runId, observedAtMs } = change.transition;
    const workflow = change.backend.track.runs.find(({ id }) => id === runId)?.workflow;
    const group = workflow?.stages[workflow.index.get(name) ?? -1]?.group;
    if (group) this.note(group, observedAtMs);
  }

  private note(group: StageGroup, atMs: number): void {
    this.atMs.set(group, Math.max(this.atMs.get(group) ?? 0, atMs));
  }
}
