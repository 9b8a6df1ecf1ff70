import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedFrame } from '../../../state-machines/view.ts';
import { ServerClock } from '../../../web/feed/server-clock.ts';
import { FeedStore } from '../../../web/feed/store.ts';
import { at, backend, snapshot, transition, zeroMs } from '../views.ts';

let store: FeedStore;
/** Work put off to the next animation frame. */
let frames: (() => void)[] = [];
let told = vi.fn<() => void>();
let nowMs = zeroMs;

beforeEach(() => {
  frames = [];
  nowMs = zeroMs;
  store = new FeedStore(new ServerClock(() => nowMs), (work) => frames.push(work));
  told = vi.fn<() => void>();
  store.subscribe(told);
});

function drawFrame(): void {
  for (const work of frames.splice(0)) work();
}

function rows(): string[] {
  drawFrame();
  return [...store.getState().backends.values()].map(({ id, status }) => `${id} ${status}`);
}

const installing = backend('a', { status: 'installing' });
const installed = backend('a', { status: 'installed' });
const other = backend('b');
const gone = (seq: number, id: string): FeedFrame => ({ type: 'gone', seq, id });
const time = (second: number, seq = 10): FeedFrame => ({ type: 'time', seq, serverTime: at(second) });

describe('rows after', () => {
  it.each<[string, FeedFrame[], string[]]>([
    ['nothing', [], []],
    ['an empty snapshot', [snapshot([])], []],
    ['a snapshot', [snapshot([installing, other])], ['a installing', 'b idle']],
    ['a change of a known one', [snapshot([installing, other]), transition(11, installed)], ['a installed', 'b idle']],
    ['a change of a new one', [snapshot([other]), transition(11, installing)], ['b idle', 'a installing']],
    ['one that went', [snapshot([installing, other]), gone(11, 'a')], ['b idle']],
    ['one that went and came', [snapshot([installing]), gone(11, 'a'), transition(12, installed)], ['a installed']],
    ['a change that the snapshot has already', [snapshot([installed]), transition(10, installing)], ['a installed']],
    [
      'a change told twice, the second time too late',
      [snapshot([]), transition(12, installed), transition(11, installing)],
      ['a installed'],
    ],
    ['a going that the snapshot has already', [snapshot([installing]), gone(9, 'a')], ['a installing']],
    ['a change before any snapshot', [transition(11, installing)], []],
    [
      'the snapshot of another start, whose numbers are smaller',
      [snapshot([installing, other]), snapshot([installed], { seq: 3, boot: 'second' }), transition(4, installing)],
      ['a installing'],
    ],
  ])('%s', (_, told_, expected) => {
    for (const frame of told_) store.apply(frame);
    expect(rows()).toEqual(expected);
  });
});

describe('the position to resume from', () => {
  it.each<[string, FeedFrame[], { seq: number; boot: string } | null]>([
    ['is none before the first snapshot', [time(0), transition(11, installing), gone(12, 'a')], null],
    ['is the snapshot', [snapshot([])], { seq: 10, boot: 'first' }],
    ['is the last change', [snapshot([]), transition(11, installing), gone(12, 'a')], { seq: 12, boot: 'first' }],
    ['never goes back', [snapshot([]), transition(12, installing), transition(11, installing)], { seq: 12, boot: 'first' }],
    // What has not come yet is not seen.
    ['is not what a time frame says', [snapshot([]), time(5, 99)], { seq: 10, boot: 'first' }],
    ['is of the newest start', [snapshot([]), snapshot([], { seq: 2, boot: 'second' })], { seq: 2, boot: 'second' }],
  ])('%s', (_, told_, expected) => {
    for (const frame of told_) store.apply(frame);
    expect(store.position).toEqual(expected);
  });
});

describe('the connection', () => {
  it('is live with the first snapshot, not with a frame before it', () => {
    store.apply(time(0));
    expect(store.getState().connection).toBe('connecting');
    store.apply(snapshot([]));
    expect(store.getState().connection).toBe('live');
  });

  it('is told at once when it is lost, and once, and when it is back', () => {
    store.apply(snapshot([installing]));
    told.mockClear();
    store.lose();
    store.lose();
    expect(store.getState().connection).toBe('lost');
    expect(told).toHaveBeenCalledOnce();
    store.apply(time(9));
    expect(store.getState().connection).toBe('live');
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('keeps the rows and the time of the last frame while it is lost', () => {
    store.apply(snapshot([installing], { serverTime: at(100) }));
    nowMs += 30_000;
    store.lose();
    expect(rows()).toEqual(['a installing']);
    expect(store.getState().lastFrameMs).toBe(zeroMs + 100_000);
  });
});

describe('listeners', () => {
  beforeEach(() => {
    store.apply(snapshot([installing, other]));
    drawFrame();
    told.mockClear();
  });

  it('hear of a hundred frames once, at the next animation frame', () => {
    for (let seq = 11; seq <= 110; seq++) store.apply(transition(seq, installed));
    expect(told).not.toHaveBeenCalled();
    drawFrame();
    expect(told).toHaveBeenCalledOnce();
    store.apply(transition(111, installing));
    drawFrame();
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('hear nothing after they left', () => {
    const leaver = vi.fn<() => void>();
    store.subscribe(leaver)();
    store.lose();
    expect(leaver).not.toHaveBeenCalled();
  });

  it('get the same rows while no row changed, and the same object of a row that did not', () => {
    const before = store.getState().backends;
    store.apply(time(1));
    drawFrame();
    expect(store.getState().backends).toBe(before);
    store.apply(transition(11, installed));
    drawFrame();
    expect(store.getState().backends).not.toBe(before);
    expect(store.getState().backends.get('b')).toBe(other);
  });

  it('never see rows that were given to them change', () => {
    const before = store.getState().backends;
    store.apply(gone(11, 'a'));
    drawFrame();
    expect([...before.keys()]).toEqual(['a', 'b']);
  });
});

describe('what is wrong with the page', () => {
  it('counts damaged frames until a snapshot tells everything anew', () => {
    store.apply(snapshot([]));
    store.countDamaged();
    store.countDamaged();
    expect(store.getState().damagedFrames).toBe(2);
    store.apply(snapshot([]));
    expect(store.getState().damagedFrames).toBe(0);
  });

  it('keeps what the server said until the next snapshot', () => {
    store.apply({ type: 'error', message: 'this feed takes no messages' });
    expect(store.getState().serverError).toBe('this feed takes no messages');
    store.apply(snapshot([]));
    expect(store.getState().serverError).toBeNull();
  });

  it.each([
    ['the same version', ['1.0.0', '1.0.0'], null],
    ['another one', ['1.0.0', '1.1.0'], '1.1.0'],
    ['another one and the first again', ['1.0.0', '1.1.0', '1.0.0'], null],
  ])('%s', (_, versions, expected) => {
    for (const version of versions) store.apply(snapshot([], { version }));
    expect(store.getState().otherVersion).toBe(expected);
  });
});
