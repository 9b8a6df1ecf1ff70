import { describe, expect, it } from 'vitest';
import { memberStatuses, type Deployment, type Member } from '../../../state-machines/deployment/deployment.ts';
import {
  batchesOf,
  countMembers,
  countsWords,
  firstFailed,
  memberMark,
  orderWords,
  stoppedOnFailure,
} from '../../../state-machines/view/deployment-words.ts';
import { at } from '../../web/views.ts';

const member = (backend: string, told: Partial<Member> = {}): Member => ({
  backend,
  batch: null,
  status: 'not-started',
  state: '',
  detail: null,
  startedAt: null,
  endedAt: null,
  ...told,
});
type Order = Pick<Deployment, 'order' | 'atOnce' | 'stopOnFailure'>;
const unknown: Order = { order: null, atOnce: null, stopOnFailure: null };

describe('a deployment in words', () => {
  it.each<[Partial<Order>, string | null]>([
    [{}, null],
    [{ order: 'parallel', atOnce: 2, stopOnFailure: true }, 'in parallel, at most 2 at once; stops when one fails'],
    [{ order: 'serial' }, 'one after the other'],
    [{ atOnce: 20 }, 'at most 20 at once'],
    [{ stopOnFailure: false }, 'goes on when one fails'],
  ])('the order %j', (told, words) => {
    expect(orderWords({ ...unknown, ...told })).toBe(words);
  });

  it('counts trouble first, and tells whose turn has not come from whose will not come', () => {
    const counts = countMembers([member('a', { status: 'failed' }), member('b', { status: 'done' }), member('c'), member('d')]);
    expect(countsWords({ counts, status: 'running' })).toBe('1 failed, 2 not started, 1 done');
    expect(countsWords({ counts, status: 'failed' })).toBe('1 failed, 2 never begun, 1 done');
    expect(countsWords({ counts: countMembers([]), status: 'planned' })).toBe('no machine yet');
    expect(memberMark('not-started', { status: 'aborted' }).word).toBe('never begun');
  });

  it.each([
    ['failed', true, true],
    ['failed', null, true],
    ['failed', false, false],
    ['running', true, false],
  ] as const)('%s, stop on failure %s: has stopped %s', (status, stopOnFailure, stopped) => {
    const counts = countMembers([member('a', { status: 'failed' }), member('b')]);
    expect(stoppedOnFailure({ status, stopOnFailure, counts })).toBe(stopped);
    const nobodyFailed = { ...counts, failed: 0 };
    expect(stoppedOnFailure({ status, stopOnFailure, counts: nobodyFailed })).toBe(false);
    const nobodyLeft = { ...counts, 'not-started': 0 };
    expect(stoppedOnFailure({ status, stopOnFailure, counts: nobodyLeft })).toBe(false);
  });

  it('who failed first is told by time, not by order', () => {
    const members = [
      member('a', { status: 'failed' }),
      member('b', { status: 'failed', endedAt: at(9) }),
      member('c', { status: 'failed', endedAt: at(3) }),
      member('d', { status: 'done', endedAt: at(1) }),
    ];
    expect(firstFailed(members)?.backend).toBe('c');
    expect(firstFailed(members.slice(0, 1))?.backend).toBe('a');
    expect(firstFailed(members.slice(3))).toBeUndefined();
  });

  it.each([
    [
      ['10', '2', '1', '2'],
      ['1', '2', '10'],
    ],
    [
      ['nova', 'econome', '3'],
      ['nova', 'econome', '3'],
    ],
    [
      [null, '1'],
      [null, '1'],
    ],
  ])('the batches %j come as %j', (batches, order) => {
    expect(batchesOf({ members: batches.map((batch, i) => member(`n${i}`, { batch })), order: null }).map(({ name }) => name)).toEqual(
      order,
    );
  });

  it.each([
    ['serial', ['n10', 'n2', 'n1']],
    ['parallel', ['n1', 'n2', 'n10']],
    [null, ['n1', 'n2', 'n10']],
  ] as const)('the machines of a batch, order %s, come as %j', (order, names) => {
    const [batch] = batchesOf({ members: ['n10', 'n2', 'n1'].map((name) => member(name)), order });
    expect(batch?.members.map(({ backend }) => backend)).toEqual(names);
  });

  it('has a sign for every status of a machine', () => {
    expect(new Set(memberStatuses.map((status) => memberMark(status, { status: 'running' }).glyph)).size).toBe(memberStatuses.length);
  });
});
