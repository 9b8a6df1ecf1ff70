import { describe, expect, it } from 'vitest';
import { eventsKept, KeptEvents } from '../../../web/feed/kept-events.ts';
import { backend, event } from '../views.ts';

const of = (...seqs: number[]) => seqs.map((seq) => event(seq, backend('a')));
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

function seen(kept: KeptEvents): { seqs: number[]; after: number | null; filled: boolean } {
  const { events, eventsAfter, eventsFilled } = kept.take();
  return { seqs: events.map(({ seq }) => seq), after: eventsAfter, filled: eventsFilled };
}

function begun(after: number): KeptEvents {
  const kept = new KeptEvents();
  kept.begin(after);
  return kept;
}

it('holds nothing before it knows where to begin', () => {
  const kept = new KeptEvents();
  kept.add(of(1));
  expect(seen(kept)).toEqual({ seqs: [], after: null, filled: false });
});

it('is the same object while nothing comes', () => {
  const kept = begun(10);
  kept.add(of(11));
  const before = kept.take();
  expect(kept.take()).toBe(before);
});

describe('older events', () => {
  it.each<[string, number[], { all: boolean }, { seqs: number[]; after: number }]>([
    ['stand before the newer ones', [8, 9, 10], { all: false }, { seqs: [8, 9, 10, 11, 12], after: 7 }],
    ['that have come meanwhile are not doubled', [9, 10, 11, 12, 13], { all: false }, { seqs: [9, 10, 11, 12], after: 8 }],
    // Numbers are also given to what is no event.
    ['need not reach the number', [7, 8], { all: false }, { seqs: [7, 8, 11, 12], after: 6 }],
    ['are all that there are', [3, 9], { all: true }, { seqs: [3, 9, 11, 12], after: 0 }],
    ['are none', [], { all: true }, { seqs: [11, 12], after: 0 }],
    ['are all newer than asked for', [11, 12], { all: false }, { seqs: [11, 12], after: 10 }],
  ])('%s', (_, older, { all }, expected) => {
    const kept = begun(10);
    kept.add(of(11));
    kept.take();
    kept.add(of(12));
    kept.fill(of(...older), { asked: 10, all });
    expect(seen(kept)).toEqual({ ...expected, filled: true });
  });

  it('that were asked for before another snapshot came are not taken', () => {
    const kept = begun(10);
    kept.begin(50);
    kept.fill(of(9, 10), { asked: 10, all: true });
    expect(seen(kept)).toEqual({ seqs: [], after: 50, filled: false });
  });
});

it('forgets what it held when something between is not known', () => {
  const kept = begun(10);
  kept.add(of(11));
  kept.take();
  kept.add(of(12));
  kept.begin(50);
  kept.add(of(51));
  expect(seen(kept)).toEqual({ seqs: [51], after: 50, filled: false });
});

describe('more than it keeps', () => {
  it('drops the oldest and says so', () => {
    const kept = begun(0);
    kept.add(of(...range(1, eventsKept)));
    expect(seen(kept).after).toBe(0);
    kept.add(of(eventsKept + 1, eventsKept + 2));
    expect(seen(kept)).toEqual({ seqs: range(3, eventsKept + 2), after: 2, filled: false });
  });

  it('leaves out the oldest of the older ones', () => {
    const kept = begun(eventsKept);
    kept.add(of(...range(eventsKept + 1, 2 * eventsKept - 10)));
    kept.take();
    kept.fill(of(...range(1, 100)), { asked: eventsKept, all: true });
    const { seqs, after } = seen(kept);
    expect([seqs.length, seqs[0], after]).toEqual([eventsKept, 91, 90]);
  });
});
