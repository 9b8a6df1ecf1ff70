// The bar of a run: a segment for each stage, its label for screen readers.
import { expect, test } from 'vitest';
import { segmentsOf } from '../../../web/run/segments.ts';
import { StageBar } from '../../../web/ui/stage-bar.tsx';
import { drawn } from '../drawn.tsx';
import { played, stories } from '../played.ts';

test.each([
  ['failed', 'failed: Profile_XML_Sent', 1],
  ['late', 'late: Config_Sent', 1],
  ['installed', '', 0],
] as const)('of a machine that is %s', (story, trouble, count) => {
  const { backend, workflow } = played(stories[story]);
  const segments = backend.run ? segmentsOf(backend.run, workflow) : [];
  const html = drawn(<StageBar segments={segments} />);
  expect(html).toMatch(/role="img" aria-label="\d+ of \d+ stages/);
  expect(html).toContain(trouble);
  expect(html.match(/stage-bar-segment stage-(failed|late)/g) ?? []).toHaveLength(count);
  expect(html.match(/stage-bar-segment/g)).toHaveLength(segments.length);
});

test('stages of one part of the install are one group, as wide as they are many', () => {
  const segments = ['A', 'B', 'C'].map((name, i) => ({ name, group: i < 2 ? 'dhcp' : 'tftp', step: null, tone: 'done' }) as const);
  expect(
    [...drawn(<StageBar segments={segments} />).matchAll(/title="(dhcp|tftp)" style="flex-grow:(\d)"/g)].map(([, ...group]) => group),
  ).toEqual([
    ['dhcp', '2'],
    ['tftp', '1'],
  ]);
});
