// The glyphs of stage statuses.
import { expect, test } from 'vitest';
import { stageMarks } from '../../../state-machines/view/summary.ts';
import { statusTable } from '../../../state-machines/vocabulary.ts';
import { stageGlyphs } from '../../../web/ui/status.ts';

test('every stage status has a glyph of its own', () => {
  expect(Object.keys(stageGlyphs).toSorted()).toEqual(Object.keys(stageMarks).toSorted());
  expect(new Set(Object.values(stageGlyphs)).size).toBe(Object.keys(stageGlyphs).length);
});

test.each(['failed', 'late', 'waiting', 'stalled'] as const)('%s looks the same for a stage as for a backend', (status) => {
  expect(stageGlyphs[status]).toBe(statusTable[status].glyph);
});
