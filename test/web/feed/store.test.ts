import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeploymentSummary } from '../../../state-machines/deployment/deployment.ts';
import type { SummaryFrame } from '../../../state-machines/view/feed.ts';
import type { BackendSummary } from '../../../state-machines/view/summary.ts';
import { eventsKept } from '../../../web/feed/kept-events.ts';
import { ServerClock } from '../../../web/feed/server-clock.ts';
import { FeedStore } from '../../../web/feed/store.ts';
import { at, backend, changes, event, snapshot, zeroMs } from '../views.ts';

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

function applyAll(told_: readonly SummaryFrame[]): void {
  for (const frame of told_) store.apply(frame);
}

function rows(): string[] {
  drawFrame();
  return [...store.getState().backends.values()].map(({ id, status }) => `${id} ${status}`);
}

function deployments(): string[] {
  drawFrame();
  return [...store.getState().deployments.values()].map(({ id, state }) => id + state);
}

function eventSeqs(): number[] {
  drawFrame();
  return store.getState().events.map(({ seq }) => seq);
}

const kiln: DeploymentSummary = {
  id: 'kiln:1',
  workflow: 'kiln',
  title: 'Kiln',
  status: 'running',
  state: '',
  user: null,
  startedAt: at(0),
  endedAt: null,
  reportedAt: at(0),
  order: null,
  atOnce: null,
  stopOnFailure: null,
  error: null,
  counts: { 'not-started': 0, running: 1, done: 0, failed: 0, aborted: 0, held: 0 },
  brokenPrerequisites: 0,
};
const inState = (id: string, state: string): DeploymentSummary => ({ ...kiln, id, state });
const installing = backend('a', { status: 'installing' });
const installed = backend('a', { status: 'installed' });
const other = backend('b');
const gone = (seq: number, ...ids: string[]): SummaryFrame => ({ type: 'changes', seq, backends: [], gone: ids, events: [] });
const more = (...backends: BackendSummary[]): SummaryFrame => ({ type: 'more', backends });
const happened = (seq: number, ...seqs: number[]): SummaryFrame => ({
  ...changes(seq, other),
  events: seqs.map((each) => event(each, other)),
});
const time = (second: number, { seq = 10, ...told_ }: Partial<Extract<SummaryFrame, { type: 'time' }>> = {}): SummaryFrame => ({
  type: 'time',
  seq,
  serverTime: at(second),
  startedAt: at(-60),
  reached: {},
  ...told_,
});

it('knows the deployments of the snapshot, each as it was told last', () => {
  applyAll([
    snapshot([], { deployments: [inState('a', '1'), inState('b', '1')] }),
    { type: 'deployments', deployments: [inState('a', '2'), inState('c', '1')] },
  ]);
  expect(deployments()).toEqual(['a2', 'b1', 'c1']);
  applyAll([snapshot([], { seq: 20, deployments: [inState('d', '1')] })]);
  expect(deployments()).toEqual(['d1']);
});

describe('rows after', () => {
  it.each<[string, SummaryFrame[], string[]]>([
    ['nothing', [], []],
    ['an empty snapshot', [snapshot([])], []],
    ['a snapshot', [snapshot([installing, other])], ['a installing', 'b idle']],
    ['a change of a known one', [snapshot([installing, other]), changes(11, installed)], ['a installed', 'b idle']],
    ['a change of a new one', [snapshot([other]), changes(11, installing)], ['b idle', 'a installing']],
    ['changes of two at once', [snapshot([]), changes(12, installing, other)], ['a installing', 'b idle']],
    ['one that went', [snapshot([installing, other]), gone(11, 'a')], ['b idle']],
    ['one that went and came', [snapshot([installing]), gone(11, 'a'), changes(12, installed)], ['a installed']],
    ['a change that the snapshot has already', [snapshot([installed]), changes(10, installing)], ['a installed']],
    ['a change told twice, the second time too late', [snapshot([]), changes(12, installed), changes(11, installing)], ['a installed']],
    ['a going that the snapshot has already', [snapshot([installing]), gone(9, 'a')], ['a installing']],
    ['a change before any snapshot', [changes(11, installing)], []],
    [
      'the snapshot of another start, whose numbers are smaller',
      [snapshot([installing, other]), snapshot([installed], { seq: 3, boot: 'second' }), changes(4, installing)],
      ['a installing'],
    ],
  ])('%s', (_, told_, expected) => {
    applyAll(told_);
    expect(rows()).toEqual(expected);
  });
});

describe('a snapshot in parts', () => {
  const first = snapshot([installed], { seq: 20, total: 2 });

  it('is shown when all of it has come, and says until then how much has', () => {
    store.apply(first);
    expect(rows()).toEqual([]);
    expect(store.getState()).toMatchObject({ connection: 'connecting', loaded: false, loading: { got: 1, total: 2 } });
    store.apply(more(other));
    expect(rows()).toEqual(['a installed', 'b idle']);
    expect(store.getState()).toMatchObject({ connection: 'live', loaded: true, loading: null });
    expect(store.position).toEqual({ seq: 20, boot: 'first' });
  });

  it('leaves the rows of the one before until it is whole, without those that are gone', () => {
    applyAll([snapshot([installing, backend('c')]), first]);
    expect(rows()).toEqual(['a installing', 'c idle']);
    store.apply(more(other));
    expect(rows()).toEqual(['a installed', 'b idle']);
  });

  it('counts for nothing when the connection is lost in the middle: what was seen is shown and resumed from', () => {
    applyAll([snapshot([installing]), changes(11, installing), first]);
    store.lose();
    expect(store.getState()).toMatchObject({ connection: 'lost', loading: null });
    store.apply(more(other));
    expect(rows()).toEqual(['a installing']);
    expect(store.position).toEqual({ seq: 11, boot: 'first' });
  });

  it('is none after the loss of the first one', () => {
    store.apply(first);
    store.lose();
    store.apply(time(1));
    expect(rows()).toEqual([]);
    expect(store.getState()).toMatchObject({ connection: 'lost', loaded: false });
    expect(store.position).toBeNull();
  });

  it('begins anew with another snapshot', () => {
    applyAll([first, snapshot([installing], { seq: 21, total: 2 }), more(other)]);
    expect(rows()).toEqual(['a installing', 'b idle']);
  });
});

describe('the position to resume from', () => {
  it.each<[string, SummaryFrame[], { seq: number; boot: string } | null]>([
    ['is none before the first snapshot', [time(0), changes(11, installing), gone(12, 'a')], null],
    ['is the snapshot', [snapshot([])], { seq: 10, boot: 'first' }],
    ['is the last change', [snapshot([]), changes(11, installing), gone(12, 'a')], { seq: 12, boot: 'first' }],
    ['never goes back', [snapshot([]), changes(12, installing), changes(11, installing)], { seq: 12, boot: 'first' }],
    // What has not come yet is not seen.
    ['is not what a time frame says', [snapshot([]), time(5, { seq: 99 })], { seq: 10, boot: 'first' }],
    ['is of the newest start', [snapshot([]), snapshot([], { seq: 2, boot: 'second' })], { seq: 2, boot: 'second' }],
  ])('%s', (_, told_, expected) => {
    applyAll(told_);
    expect(store.position).toEqual(expected);
  });
});

describe('events', () => {
  it.each<[string, SummaryFrame[], number[]]>([
    ['are none with a snapshot', [snapshot([other])], []],
    ['are kept in their order', [snapshot([]), happened(13, 11, 12, 13), happened(15, 15)], [11, 12, 13, 15]],
    ['before any snapshot are none', [happened(11, 11)], []],
    ['told again as a whole are not doubled', [snapshot([]), happened(12, 11, 12), happened(12, 11, 12)], [11, 12]],
    // After a resume, a frame may reach over what has been seen.
    ['told again with new ones are not doubled', [snapshot([]), happened(12, 11, 12), happened(14, 11, 12, 13, 14)], [11, 12, 13, 14]],
    ['that the snapshot has already are left out', [snapshot([]), happened(12, 9, 10, 11, 12)], [11, 12]],
    [
      'stay when everybody is greeted anew, and nothing was missed',
      [snapshot([]), happened(12, 11, 12), snapshot([], { seq: 12 })],
      [11, 12],
    ],
    ['begin anew where a snapshot leaves some out', [snapshot([]), happened(12, 12), snapshot([], { seq: 20 }), happened(21, 21)], [21]],
    [
      'begin anew with another numbering',
      [snapshot([]), happened(12, 12), snapshot([], { seq: 12, boot: 'second' }), happened(13, 13)],
      [13],
    ],
  ])('%s', (_, told_, expected) => {
    applyAll(told_);
    expect(eventSeqs()).toEqual(expected);
  });

  it('are the newest only, however they come', () => {
    store.apply(snapshot([], { seq: 0 }));
    const all = Array.from({ length: eventsKept + 5 }, (_, i) => i + 1);
    store.apply(happened(eventsKept, ...all.slice(0, eventsKept)));
    drawFrame();
    store.apply(happened(eventsKept + 5, ...all.slice(eventsKept)));
    expect(eventSeqs()).toEqual(all.slice(5));
  });

  it('of before the page was opened are put in front', () => {
    store.apply(snapshot([]));
    store.apply(happened(11, 11));
    store.fillEvents([event(9, other), event(10, other), event(11, other)], { asked: 10, all: false });
    expect(eventSeqs()).toEqual([9, 10, 11]);
    expect(store.getState()).toMatchObject({ eventsAfter: 8, eventsFilled: true });
  });

  it('are the same list while none comes', () => {
    applyAll([snapshot([]), happened(11, 11)]);
    drawFrame();
    const { events } = store.getState();
    applyAll([time(1), gone(12, 'b')]);
    drawFrame();
    expect(store.getState().events).toBe(events);
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

  it('is not live again while a snapshot is still under way', () => {
    store.apply(snapshot([installing]));
    store.lose();
    store.apply(snapshot([installed], { total: 2 }));
    expect(store.getState().connection).toBe('lost');
    store.apply(more(other));
    expect(store.getState().connection).toBe('live');
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
    for (let seq = 11; seq <= 110; seq++) store.apply(changes(seq, installed));
    expect(told).not.toHaveBeenCalled();
    drawFrame();
    expect(told).toHaveBeenCalledOnce();
    store.apply(changes(111, installing));
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
    store.apply(changes(11, installed));
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

describe('what is known of the service', () => {
  it('keeps when any backend last came to a part of the install, as the last time frame says it', () => {
    applyAll([snapshot([]), time(1, { reached: { dhcp: at(0) } }), time(6, { reached: { dhcp: at(3), tftp: at(5) } })]);
    expect(store.getState().reached).toEqual({ dhcp: at(3), tftp: at(5) });
    applyAll([snapshot([], { reached: { dhcp: at(7) } })]);
    expect(store.getState().reached).toEqual({ dhcp: at(7) });
  });

  it.each<[string, SummaryFrame[], string | null]>([
    ['went on', [snapshot([]), time(5), snapshot([])], null],
    ['was started again, says a snapshot', [snapshot([]), snapshot([], { startedAt: at(30) })], at(30)],
    ['was started again, says the frame after a resume', [snapshot([]), time(40, { startedAt: at(30) })], at(30)],
    ['was started twice', [snapshot([]), time(40, { startedAt: at(30) }), time(60, { startedAt: at(50) })], at(50)],
  ])('%s', (_, told_, expected) => {
    applyAll(told_);
    expect(store.getState().restartedAt).toBe(expected);
  });

  it('forgets a restart that somebody has seen, until the next one', () => {
    applyAll([snapshot([]), time(40, { startedAt: at(30) })]);
    store.forgetRestart();
    store.apply(time(45, { startedAt: at(30) }));
    expect(store.getState().restartedAt).toBeNull();
    store.apply(time(60, { startedAt: at(50) }));
    expect(store.getState().restartedAt).toBe(at(50));
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
