// The figures of a source.
import { expect, test } from 'vitest';
import { SourceFacts } from '../../../web/sources/source-facts.tsx';
import { drawn, words } from '../drawn.tsx';
import { at } from '../views.ts';
import { source } from './told-source.ts';

test.each([
  [
    'a log',
    { lines: 1_234, observations: 12, lastLineAt: at(0) },
    2.5,
    'Last line 01:05:00 30 s ago Lines/s 2.5 Lines 1,234 About installs 12 Unparsed 0',
  ],
  ['a broker', { type: 'mqtt' }, null, 'Last message none yet Messages/s — Messages 0 About installs 0 Unparsed 0'],
  [
    'with a position',
    { position: 'line 7 of messages', lagBytes: 12 },
    0,
    'Last line none yet Lines/s 0 Lines 0 About installs 0 Unparsed 0 Position line 7 of messages 12 B not read yet',
  ],
])('%s', (_, told, rate, text) => {
  expect(words(<SourceFacts source={source(told)} rate={rate} />, { nowSecond: 30 })).toBe(text);
});

const marked = (odd: number) => drawn(<SourceFacts source={source({ odd })} rate={null} />).includes('source-odd-count');

test('unparsed lines stand out', () => {
  expect([marked(0), marked(1)]).toEqual([false, true]);
});
