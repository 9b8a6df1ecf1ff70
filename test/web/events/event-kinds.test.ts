// The kinds of events: groups and words.
import { expect, test } from 'vitest';
import { transitionKinds } from '../../../state-machines/vocabulary.ts';
import { groupOf, groupsOf, kindGroups, kindTitles, kindWords, stageOf, usualKinds, wordsFor } from '../../../web/events/event-kinds.ts';

test.each(transitionKinds)('%s has a group and words', (kind) => {
  expect(kindGroups).toContain(groupOf({ kind }));
  expect(kindWords[kind]).toMatch(/^[a-z ]+$/);
});

test.each([
  ['failed', 'trouble'],
  ['reached', 'progress'],
  ['muted', 'people'],
  ['repeated', 'repeats'],
] as const)('%s is %s', (kind, group) => {
  expect(groupOf({ kind })).toBe(group);
  expect(kindTitles[group].word).not.toBe('');
});

test.each([
  [[], usualKinds],
  [['nonsense'], usualKinds],
  [
    ['repeats', 'trouble'],
    ['trouble', 'repeats'],
  ],
] as const)('the URL names %j: %j', (words, groups) => {
  expect(groupsOf(words)).toEqual(groups);
  expect(groupsOf(wordsFor(groups))).toEqual(groups);
});

test('the usual groups need no words in the URL', () => {
  expect(wordsFor(usualKinds)).toEqual([]);
});

test.each([
  ['reached', 'DHCPACK', 'DHCPACK'],
  ['reached', '', null],
  ['muted', 'DHCPACK', null],
] as const)('%s at %j names the stage %j', (kind, stage, expected) => {
  expect(stageOf({ kind, stage })).toBe(expected);
});
