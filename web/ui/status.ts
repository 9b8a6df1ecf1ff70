// The glyph of each stage status. A status is always shown as a glyph, a word and a colour; the colour is the CSS class `tone-<status>`.
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
