// How sources stand, in words.
import { describe, expect, test } from 'vitest';
import { commandsFor, lagText, lastLineOf, sourceMark, allSourcesMark } from '../../../web/sources/source-words.ts';
import { at } from '../views.ts';
import { source } from './told-source.ts';

const well = (name: string) => source({ name });
const unread = (name: string) => source({ name, alive: false, trouble: 'it does not exist yet' });
const lossy = (name: string) => source({ name, counters: { maybeLost: 1 } });

describe('all of them', () => {
  test.each([
    { sources: [], tone: 'late', word: 'Nothing is read: no sources are configured' },
    { sources: [well('a')], tone: 'installed', word: 'The only source is read' },
    { sources: [well('a'), well('b')], tone: 'installed', word: 'All 2 sources are read' },
    { sources: [unread('a')], tone: 'failed', word: 'The only source is not read: a' },
    { sources: [well('a'), unread('b')], tone: 'failed', word: '1 of 2 sources is not read: b' },
    { sources: 'abcde'.split('').map(unread), tone: 'failed', word: '5 of 5 sources are not read: a, b, c and 2 more' },
    { sources: [lossy('a'), well('b')], tone: 'late', word: 'All 2 sources are read, but lines may be missing from a' },
    { sources: [lossy('a'), unread('b')], tone: 'failed', word: '1 of 2 sources is not read: b' },
    {
      sources: [source({ counters: { rotations: 3, truncations: 2 } }), well('b')],
      tone: 'installed',
      word: 'All 2 sources are read',
    },
  ])('$word', ({ sources, tone, word }) => {
    expect(allSourcesMark(sources)).toMatchObject({ tone, word });
  });
});

test.each([
  { alive: true, isFresh: true, word: 'read', tone: 'installed' },
  { alive: false, isFresh: true, word: 'not read', tone: 'failed' },
  { alive: true, isFresh: false, word: 'was read', tone: 'idle' },
  { alive: false, isFresh: false, word: 'was not read', tone: 'idle' },
])('$word', ({ alive, isFresh, word, tone }) => {
  expect(sourceMark({ alive }, isFresh)).toMatchObject({ word, tone });
});

test('the last line is the newest of all', () => {
  const sources = [source({ lastLineAt: at(3) }), source({ lastLineAt: at(5) }), source()];
  expect(lastLineOf(sources)).toBe(at(5));
  expect(lastLineOf([source()])).toBeNull();
});

test.each([
  [null, null],
  [0, 'all read'],
  [12, '12 B not read yet'],
  [1_234, '1.2 kB not read yet'],
  [5_000_000, '5.0 MB not read yet'],
])('%j bytes behind: %j', (bytes, text) => {
  expect(lagText(bytes)).toBe(text);
});

test.each([
  { type: 'mqtt', from: 'mqtt://broker:1883', commands: [] },
  { type: 'syslog', from: '/var/log/messages', commands: ['ls -l /var/log', 'namei -l /var/log/messages'] },
  { type: 'access-log', from: '/var/log/httpd/*access_log', commands: ['ls -l /var/log/httpd', 'namei -l /var/log/httpd'] },
  { type: 'syslog', from: "/my logs/it's", commands: ["ls -l '/my logs'", String.raw`namei -l '/my logs/it'\''s'`] },
])('what looks at $from', ({ type, from, commands }) => {
  expect(commandsFor({ type, from }).map(({ command }) => command)).toEqual(commands);
});
