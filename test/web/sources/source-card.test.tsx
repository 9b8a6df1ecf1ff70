// One source.
import { expect, test } from 'vitest';
import { SourceCard } from '../../../web/sources/source-card.tsx';
import { drawn, elements, words } from '../drawn.tsx';
import { source } from './told-source.ts';

const card = (told: Parameters<typeof source>[0] = {}, isFresh = true) => (
  <SourceCard source={source(told)} rate={null} isFresh={isFresh} />
);

test.each([
  [{}, true, /^✔ read messages syslog \/var\/log\/messages/],
  [{ alive: false }, true, /^✖ not read messages/],
  [{}, false, /^· was read messages/],
])('%j, current: %s', (told, isFresh, text) => {
  expect(words(card(told, isFresh))).toMatch(text);
});

test('trouble: why, what happens next, and commands that show the reason', () => {
  const text = words(card({ alive: false, trouble: '/var/log/messages does not exist yet' }));
  expect(text).toContain(
    '/var/log/messages does not exist yet The service retries automatically; no restart is needed. What to check: ' +
      'ls -l /var/log copy does the file exist under this name?',
  );
});

test('a counter that may mean loss says so; others are one line', () => {
  const html = drawn(card({ counters: { lostFiles: 1, rotations: 2, connects: 1 } }));
  expect(words(card({ counters: { lostFiles: 1, rotations: 2, connects: 1 } }))).toContain('2 rotations followed · 1 connection made');
  expect(elements(html, 'li')[0]).toMatchObject({
    text: expect.stringMatching(/^1 deleted file that may have had unread lines\. Deleted while/) as string,
    attributes: { class: 'tone-late source-loss' },
  });
});

test.each([
  [{ odd: 1, oddExamples: ['x'] }, 'Last unparsed line'],
  [{ odd: 40, oddExamples: ['x', 'y'] }, 'Last 2 unparsed lines of 40'],
  [{ odd: 1, oddExamples: ['x'], type: 'mqtt' }, 'Last unparsed message'],
])('%j: %s', (told, summary) => {
  expect(elements(drawn(card(told)), 'summary').map(({ text }) => text)).toEqual([summary]);
});
