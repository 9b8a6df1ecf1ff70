// The reason in words, and the log line that shows it.
import { expect, test } from 'vitest';
import { WhyLine, WhyWords } from '../../../../web/fleet/row/why-words.tsx';
import { drawn, words } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';
import { at, line, snapshot } from '../../views.ts';

const { backend, workflow } = played(stories.late);
const frames = [snapshot([backend], { workflows: [workflow] })];
const request = '10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /profile.cgi HTTP/1.1" 500 571';

test('late: what is missing, since when, and the last sign of it', () => {
  expect(words(<WhyWords backend={backend} urgency="needs you" />, { frames, nowSecond: 200 })).toBe(
    'no request for config for 3 m 00 s after ramdisk request; limit 1 m 10 s; last heard 01:05:20',
  );
});

test('acknowledged: by whom, before the reason', () => {
  const run = backend.run && { ...backend.run, acknowledged: { by: 'anna', at: at(95), note: null } };
  expect(words(<WhyWords backend={{ ...backend, run }} urgency="known" />, { frames, nowSecond: 200 })).toMatch(
    /^acknowledged by anna at 01:06:35 no request/,
  );
});

test('the log line, when there is one', () => {
  const run = backend.run && { ...backend.run, evidence: line(request) };
  expect(words(<WhyWords backend={{ ...backend, run }} urgency="needs you" />, { frames })).toMatch(/GET \/profile.cgi 500 571$/);
});

test('of a long line the status stays visible, and the whole of it is in the tooltip', () => {
  const html = drawn(<WhyLine text={request} />);
  expect(html).toContain('<span class="why-line-end">500 571</span>');
  expect(html).toContain('title="10.1.1.21 - - [21/Nov/2026');
});
