// The log lines of a stage.
import { expect, test } from 'vitest';
import { EvidenceLine, EvidenceLines, placeOf } from '../../../web/backend/evidence-lines.tsx';
import { buttons, drawn, words } from '../drawn.tsx';
import { line } from '../views.ts';

const lines = [line('first', 7), line('second', 8), line('third', 9)];

test('the first alone, until all are requested', () => {
  expect(words(<EvidenceLines evidence={lines} seen={3} all={false} />)).toBe('messages:7 first 2 more lines copy');
  expect(words(<EvidenceLines evidence={lines} seen={3} all />)).toBe('messages:7 first copy messages:8 second copy messages:9 third copy');
});

test('one more is one line', () => {
  expect(buttons(drawn(<EvidenceLines evidence={lines.slice(0, 2)} seen={2} all={false} />))).toEqual(['1 more line', 'copy']);
});

test('says when there were more than are stored', () => {
  expect(words(<EvidenceLines evidence={lines} seen={40} all />)).toMatch(/Seen 40 times; the first line and the last 2 are stored$/);
});

test('a line can be copied, and read as a whole', () => {
  const html = drawn(<EvidenceLine evidence={line('DHCPACK on 10.1.1.1', 21)} />);
  expect(html).toContain('aria-label="Copy line messages:21"');
  expect(html).toContain('title="DHCPACK on 10.1.1.1"');
  expect(drawn(<EvidenceLine evidence={line('x')} wrapped />)).toContain('evidence-open');
});

test.each([
  [21, 'messages:21'],
  [null, 'messages'],
])('line number %s: %s', (number, place) => {
  expect(placeOf({ source: 'messages', line: number })).toBe(place);
});
