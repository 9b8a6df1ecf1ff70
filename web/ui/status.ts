// A stage's signs. A status is a glyph, a word and a colour, always the three, and the same everywhere. The colour is the CSS class `tone-<status>`.
import type { StageTone } from '../../state-machines/view/summary.ts';

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
