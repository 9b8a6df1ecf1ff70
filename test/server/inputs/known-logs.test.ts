import { expect, it } from 'vitest';
import { newReading } from '../../../server/core/queue.ts';
import type { PlugIn } from '../../../server/inputs/contract/plug-in.ts';
import { knownLogsOf } from '../../../server/inputs/known-logs.ts';
import { logLine, receivedAtMs, silent } from './real-lines.ts';

const page = 'settings.md';
const format = (name: string, begin: string): NonNullable<PlugIn['formats']>[number] => ({
  name,
  title: `the log of ${name}`,
  isLine: (text) => text.startsWith(begin),
  createParser: (_options, { names }) => ({ parse: () => newReading(names.length) }),
});
const first: PlugIn = {
  name: 'first',
  page,
  formats: [format('first-log', 'ab')],
  logNames: { names: ['first*.log', 'plain'] },
  programs: () => ({ firstd: () => 'irrelevant' }),
};
const second: PlugIn = {
  name: 'second',
  page,
  formats: [format('second-log', 'a')],
  logNames: { names: ['second.log'], rank: 2 },
  deployerPrograms: () => ({ second: (_message, _line, atMs) => newReading(atMs) }),
};
const known = knownLogsOf([first, second]);

it('of two formats that a line has, takes the first in the list', () => {
  expect(known.recognise(['abc'])).toBe('first-log');
  expect(known.recognise(['acb'])).toBe('second-log');
  expect(known.recognise(['xyz'])).toBeUndefined();
  expect(knownLogsOf([second, first]).recognise(['abc'])).toBe('second-log');
});

it('makes the parser of a format, which knows the programs of all', () => {
  const parser = known.createParser('second-log', { timeZone: 'UTC', nowMs: () => receivedAtMs });
  expect(parser.parse(logLine('a'))).toEqual(silent(1));
  expect(() => known.createParser('third-log', { timeZone: 'UTC', nowMs: () => receivedAtMs })).toThrow('third-log');
});

it('has the programs of all, with new readers each time', () => {
  expect(known.programs.names).toEqual(['firstd']);
  expect([...known.programs.newReaders().keys()]).toEqual(['firstd']);
  expect([...known.programs.newDeployerReaders().keys()]).toEqual(['second']);
  expect(known.programs.newReaders()).not.toBe(known.programs.newReaders());
});

it.each([
  ['first.log', 0],
  ['first-1.a_b.log', 0],
  ['plain', 0],
  ['second.log', 2],
  ['first/x.log', undefined],
  ['secondXlog', undefined],
  ['a-plain', undefined],
])('the file name %s has the rank %s', (name, rank) => {
  expect(known.rankOf(name)).toBe(rank);
});
