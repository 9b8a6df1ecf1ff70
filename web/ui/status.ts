// A status is a glyph, a word and a colour, always the three, and the same everywhere. The colour is the CSS class `tone-<status>`.
import { runStatuses, type BackendStatus, type StageStatus } from '../../state-machines/vocabulary.ts';

/** Most urgent first. */
export const statuses: readonly BackendStatus[] = [...runStatuses, 'idle'];

/** Whether somebody has to do something. */
export function inTrouble(status: BackendStatus): boolean {
  return status === 'failed' || status === 'stalled' || status === 'late';
}

/** How a stage of a run stands, as the page shows it: as the feed says, but for what is expected next, and being held or stalled. */
export type StageTone = StageStatus | 'next' | 'waiting' | 'stalled';

export const stageGlyphs: Readonly<Record<StageTone, string>> = {
  done: '✔',
  failed: '✖',
  late: '◷',
  skipped: '–',
  pending: '·',
  next: '▷',
  waiting: '‖',
  stalled: '■',
};
