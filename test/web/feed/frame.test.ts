import { describe, expect, it } from 'vitest';
import { parseFrame } from '../../../web/feed/frame.ts';
import { at, backend, snapshot, transition } from '../views.ts';

const good = [
  snapshot([backend('backend-0-0')]),
  transition(11, backend('backend-0-0')),
  { type: 'gone', seq: 12, id: 'backend-0-0' },
  { type: 'time', seq: 12, serverTime: at(5) },
  { type: 'error', message: 'this feed takes no messages' },
];

describe('a frame of type', () => {
  it.each(good)('$type is read', (frame) => {
    expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
  });
});

const [whole] = good;

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
    ['a time that is none', JSON.stringify({ type: 'time', seq: 1, serverTime: 'yesterday' })],
    ['a number with a fraction', JSON.stringify({ type: 'gone', seq: 1.5, id: 'b' })],
  ])('%s', (_, data) => {
    expect(parseFrame(data)).toBeUndefined();
  });
});

it('keeps what a newer server says besides out', () => {
  expect(parseFrame(JSON.stringify({ type: 'gone', seq: 1, id: 'b', since: at(0) }))).toEqual({ type: 'gone', seq: 1, id: 'b' });
});
