import { describe, expect, it } from 'vitest';
import type { SummaryFrame } from '../../../state-machines/view/feed.ts';
import { parseFrame } from '../../../web/feed/frame.ts';
import { at, backend, changes, snapshot } from '../views.ts';

const good: SummaryFrame[] = [
  snapshot([backend('backend-0-0')]),
  { type: 'more', backends: [backend('backend-0-1')] },
  changes(11, backend('backend-0-0')),
  { type: 'changes', seq: 12, backends: [], gone: ['backend-0-0'], events: [] },
  { type: 'time', seq: 12, serverTime: at(5), startedAt: at(-60), reached: { dhcp: at(4) } },
  { type: 'error', message: 'this feed takes no messages' },
];

describe('a frame of type', () => {
  it.each(good)('$type is read', (frame) => {
    expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
  });
});

const whole = snapshot([backend('backend-0-0')]);
const change = changes(11, backend('backend-0-0'));
const time = { type: 'time', seq: 12, serverTime: at(5), startedAt: at(-60), reached: {} };

describe('no frame:', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['bytes', new ArrayBuffer(2)],
    ['an object that is not text', whole],
    ['empty text', ''],
    ['half of a frame', JSON.stringify(whole).slice(0, 80)],
    ['JSON that is no object', '17'],
    ['JSON null', 'null'],
    ['a type of a newer server', '{"type":"sources","seq":1}'],
    ['a snapshot without backends', JSON.stringify({ ...whole, backends: undefined })],
    ['a status that nobody knows', JSON.stringify({ ...whole, backends: [{ ...backend('b'), status: 'on fire' }] })],
    ['a snapshot that does not say how many there are', JSON.stringify({ ...whole, total: undefined })],
    ['a frame of the feed of whole backends', JSON.stringify({ type: 'gone', seq: 1, id: 'b' })],
    ['an event of a kind that nobody knows', JSON.stringify({ ...change, events: [{ ...change.events[0], kind: 'exploded' }] })],
    ['a time that is none', JSON.stringify({ ...time, serverTime: 'yesterday' })],
    ['a part of an install that nobody knows', JSON.stringify({ ...time, reached: { coffee: at(4) } })],
    ['a number with a fraction', JSON.stringify({ ...change, seq: 1.5 })],
  ])('%s', (_, data) => {
    expect(parseFrame(data)).toBeUndefined();
  });
});

it('keeps what a newer server says besides out', () => {
  expect(parseFrame(JSON.stringify({ ...change, since: at(0) }))).toEqual(change);
});
