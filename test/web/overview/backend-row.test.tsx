// One backend as a row of the table, in each state.
import { expect, test } from 'vitest';
import { urgencyOf } from '../../../state-machines/view/urgency.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { BackendRow } from '../../../web/overview/backend-row.tsx';
import { drawn, elements, words } from '../drawn.tsx';
import { played, stories } from '../played.ts';
import { backend, snapshot, zeroMs } from '../views.ts';

const { workflow } = played(stories.installing);

const row = (of: BackendSummary) => (
  <BackendRow backend={of} urgency={urgencyOf(of, zeroMs)} rowIndex={3} selected={false} onOpen={() => {}} />
);
const drawing = (of: BackendSummary) => ({ frames: [snapshot([of], { workflows: [workflow] })], nowSecond: 210 });

test.each([
  [
    'failed',
    '✖ failed backend-0-0 10.1.1.101 stacki-sles-12 Profile_XML_Sent for 2 m 59 s 01:05:00 ' +
      'profile request failed: Profile_XML_Sent went wrong',
  ],
  [
    'late',
    '◷ late backend-0-0 10.1.1.101 stacki-sles-12 Initrd_RRQ → Config_Sent 3 m 10 s of 1 m 10 s 01:05:00 ' +
      'no request for config for 3 m 10 s after ramdisk request; limit 1 m 10 s; last heard 01:05:20',
  ],
  ['installing', '▶ installing backend-0-0 10.1.1.101 stacki-sles-12 Initrd_RRQ → Config_Sent 3 m 10 s of 1 m 10 s 01:05:00'],
  ['installed', '✔ installed backend-0-0 10.1.1.101 stacki-sles-12 Reboot_Okay took 6 m 40 s 01:05:00'],
] as const)('%s', (story, text) => {
  const of = played(stories[story]).backend;
  expect(words(row(of), drawing(of))).toBe(text);
});

test('one that was never seen: no stage, no times', () => {
  const of = backend('n1');
  expect(words(row(of), drawing(of))).toBe('· idle n1 stacki-sles-12');
});

test('the name is a link, and the row says what it is to screen readers and tests', () => {
  const of = { ...played(stories.failed).backend, id: 'a b', host: null };
  const html = drawn(row(of), drawing(of));
  expect(elements(html, 'a')).toMatchObject([{ text: '10.1.1.101', attributes: { href: '?backend=a%20b' } }]);
  expect(html).toMatch(/role="row" aria-rowindex="3" aria-selected="false".*data-status="failed".* data-urgency="needs you"/);
});
