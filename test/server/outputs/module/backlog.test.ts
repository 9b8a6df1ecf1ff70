import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../../state-machines/deployment/deployment.ts';
import { Backlog, type BacklogOptions } from '../../../../server/outputs/module/backlog.ts';
import { change } from '../../core/changes.ts';
import { pastOf } from '../contract/past.ts';

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => change({}, from + i));
const create = (more: Partial<BacklogOptions> = {}) => new Backlog({ past: undefined, from: 'end', batch: 100, ...more });
const seqs = (backlog: Backlog, fromStore = true): number[] => backlog.next({ fromStore }).map((next) => ('seq' in next ? next.seq : NaN));
const deployment = (id: string, state: string) => ({ id, state, members: [] }) as unknown as Deployment;

describe('without a store', () => {
  it('gives the changes in their order, a batch at a time', () => {
    const backlog = create({ batch: 3 });
    for (const one of numbered(1, 5)) backlog.add(one);
    expect([seqs(backlog), seqs(backlog), seqs(backlog)]).toEqual([[1, 2, 3], [4, 5], []]);
  });

  it('drops and counts what finds no room', () => {
    const backlog = create({ waitingMax: 3 });
    for (const one of numbered(1, 5)) backlog.add(one);
    expect([backlog.dropped, backlog.waiting, backlog.isFull]).toEqual([2, 3, true]);
    expect(seqs(backlog)).toEqual([1, 2, 3]);
    backlog.add(change({}, 6));
    expect(seqs(backlog)).toEqual([6]);
  });
});

describe('with a store', () => {
  it('begins after its position, and goes on with live changes without a gap or a repetition', () => {
    const stored = numbered(1, 5);
    const backlog = create({ past: pastOf(stored, 2).past, batch: 2 });
    expect(seqs(backlog)).toEqual([3, 4]);
    // Stored and read before it is handed out.
    stored.push(change({}, 6));
    expect([seqs(backlog), seqs(backlog)]).toEqual([[5, 6], []]);
    for (const one of [...stored.slice(-1), change({}, 7)]) backlog.add(one);
    expect([seqs(backlog), seqs(backlog)]).toEqual([[7], []]);
  });

  it.each([
    ['end', [6], [5]],
    ['beginning', [1, 2, 3, 4, 5, 6], [0]],
  ] as const)('a first start from its %s gives %j, and keeps where it began at once', (from, expected, position) => {
    const stored = numbered(1, 5);
    const { past, done } = pastOf(stored);
    const backlog = create({ past, from });
    expect(done).toEqual(position);
    stored.push(change({}, 6));
    expect(seqs(backlog)).toEqual(expected);
  });

  it('what finds no room in memory is read again, in its order, and nothing is dropped', () => {
    const stored = numbered(1, 1);
    const backlog = create({ past: pastOf(stored, 1).past, waitingMax: 3, batch: 4 });
    expect(seqs(backlog)).toEqual([]);
    for (const one of numbered(2, 20)) {
      stored.push(one);
      backlog.add(one);
    }
    expect(backlog.waiting).toBe(3);
    const all: number[] = [];
    for (let next = seqs(backlog); next.length > 0; next = seqs(backlog)) all.push(...next);
    expect(all).toEqual(numbered(2, 20).map(({ seq }) => seq));
    expect(backlog.dropped).toBe(0);
    backlog.add(change({}, 21));
    expect(seqs(backlog)).toEqual([21]);
  });

  it('reads nothing of it at the end of the service', () => {
    expect(seqs(create({ past: pastOf(numbered(1, 5), 2).past }), false)).toEqual([]);
  });
});

describe('what has no number in the store', () => {
  it('of each deployment only the last state is given, as a copy', () => {
    const backlog = create();
    const last = deployment('a', 'ended');
    for (const one of [deployment('a', 'begun'), deployment('b', 'begun'), last])
      backlog.add({ type: 'deployment', seq: 0, deployment: one });
    const given = backlog.next({ fromStore: true });
    expect(given).toEqual([
      { type: 'deployment', deployment: last },
      { type: 'deployment', deployment: deployment('b', 'begun') },
    ]);
    expect(given[0]).not.toHaveProperty(
      'deployment',
      expect.toSatisfy((copy) => copy === last),
    );
    expect(backlog.waiting).toBe(0);
  });

  it('a machine that is gone is given in its order', () => {
    const backlog = create();
    backlog.add(change({}, 1));
    backlog.add({ type: 'gone', seq: 2, id: 'other' });
    backlog.add(change({}, 3));
    expect(backlog.next({ fromStore: true }).slice(1, 2)).toEqual([{ type: 'gone', seq: 2, backend: 'other' }]);
  });
});
