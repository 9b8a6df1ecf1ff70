import { describe, expect, it } from 'vitest';
import { transitionKinds, type TransitionKind } from '../../../state-machines/vocabulary.ts';
import { countAfter, eventMatcher, filterEvents } from '../../../web/events/event-filter.ts';
import { groupOf, groupsOf, kindGroups, usualKinds, wordsFor } from '../../../web/events/event-kinds.ts';
import { backend, event } from '../views.ts';

const known = [
  backend('backend-0-1', { ip: '10.1.1.101', mac: '52:54:00:aa:00:11', workflow: 'stacki-sles-12' }),
  backend('backend-0-2', { ip: '10.1.1.102', workflow: 'stacki-redhat-7' }),
];
const backends = new Map(known.map((one) => [one.id, one]));
const [first, second] = known as [(typeof known)[0], (typeof known)[0]];
const gone = backend('52:54:00:aa:00:99', { host: null });
const all = [
  event(1, first),
  event(2, second, { kind: 'failed', status: 'failed' }),
  event(3, first, { kind: 'repeated' }),
  event(4, gone, { kind: 'late', status: 'late' }),
  event(5, second, { kind: 'muted', author: 'anna' }),
];
const nothing = { statuses: [], workflow: '', search: '' } as const;

describe('of events 1 to 5', () => {
  it.each([
    ['the usual kinds', {}, usualKinds, [1, 2, 4, 5]],
    ['all kinds', {}, kindGroups, [1, 2, 3, 4, 5]],
    ['trouble', {}, ['trouble'], [2, 4]],
    ['what people did', {}, ['people'], [5]],
    ['a host', { search: '0-1' }, kindGroups, [1, 3]],
    ['a node set', { search: 'backend-0-[2-3]' }, kindGroups, [2, 5]],
    ['a MAC that only the backend tells', { search: 'aa:00:11' }, kindGroups, [1, 3]],
    ['one that is known no more', { search: 'aa:00:99' }, kindGroups, [4]],
    ['a broken node set', { search: 'backend-0-[' }, kindGroups, []],
    ['a workflow', { workflow: 'stacki-redhat-7' }, kindGroups, [2, 5]],
    ['a status', { statuses: ['late'] }, kindGroups, [4]],
  ] as const)('%s', (_, filter, groups, seqs) => {
    const fits = eventMatcher({ ...nothing, ...filter }, backends);
    expect(filterEvents(all, fits, groups).events.map(({ seq }) => seq)).toEqual(seqs);
  });

  it('counts each group, those too that are not shown', () => {
    const fits = eventMatcher(nothing, backends);
    expect(filterEvents(all, fits, ['people']).counts).toEqual({ trouble: 2, progress: 1, people: 1, repeats: 1 });
  });

  it.each([
    [0, 5],
    [3, 2],
    [5, 0],
    [9, 0],
  ])('after number %d there are %d', (seq, count) => {
    expect(countAfter(all, seq, () => true)).toBe(count);
  });
});

describe('kinds', () => {
  it.each(transitionKinds)('%s is of a group', (kind: TransitionKind) => {
    expect(kindGroups).toContain(groupOf({ kind }));
  });

  it.each([
    [[], usualKinds],
    [['trouble'], ['trouble']],
    [
      ['repeats', 'trouble'],
      ['trouble', 'repeats'],
    ],
    [['on-fire'], usualKinds],
  ])('an address that says %j asks for %j', (words, groups) => {
    expect(groupsOf(words)).toEqual(groups);
  });

  it('an address says nothing of the usual ones', () => {
    expect(wordsFor(usualKinds)).toEqual([]);
    expect(groupsOf(wordsFor(['people']))).toEqual(['people']);
  });
});
