// The text of a run's bar.
import { expect, test } from 'vitest';
import { barText, segmentsOf } from '../../../web/run/segments.ts';
import { played, stories } from '../played.ts';

test.each([
  ['installing', /^\d+ of \d+ stages$/],
  ['failed', /^\d+ of \d+ stages; failed: Profile_XML_Sent$/],
  ['late', /^\d+ of \d+ stages; late: Config_Sent$/],
] as const)('%s', (story, text) => {
  const { backend, workflow } = played(stories[story]);
  expect(barText(backend.run ? segmentsOf(backend.run, workflow) : [])).toMatch(text);
});

test('counts what is done', () => {
  const segments = (['done', 'done', 'next', 'pending'] as const).map((tone, i) => ({
    name: `S${i}`,
    group: 'dhcp' as const,
    step: null,
    tone,
  }));
  expect(barText(segments)).toBe('2 of 4 stages');
});
