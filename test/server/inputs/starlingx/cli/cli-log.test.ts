import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createStarlingxCliParser, hasDcmanagerTable } from '../../../../../server/inputs/starlingx/cli/cli-log.ts';
import { kindOf, logLine } from '../../real-lines.ts';

const session = readFileSync('sample-logs/starlingx-success/dcmanager.txt', 'utf8').split('\n');
const steps = `+------------+-------+---------+---------+----------------------------+-------------+
| cloud | stage | state | details | started_at | finished_at |
+------------+-------+---------+---------+----------------------------+-------------+
| subcloud-1 | 1 | sw-deploy pre-check | | 2024-11-06 12:57:20.342429 | None |
+------------+-------+---------+---------+----------------------------+-------------+`.split('\n');
const strategy = `+---+---+
| Field | Value |
+---+---+
| strategy type | sw-deploy |
| subcloud apply type | parallel |
| max parallel subclouds | 2 |
| stop on failure | False |
| state | applying |
| created_at | 2024-11-06 12:56:17.111621 |
| updated_at | 2024-11-06 12:57:00.111621 |
+---+---+`.split('\n');

it.each([
  ['a whole session', session, true],
  ['steps', steps, true],
  ['a strategy', strategy, true],
  ['a table of another program', ['+----+------+', '| id | name |', '+----+------+'], false],
  ['its words without a table', ['cloud | stage'], false],
  ['nothing', [], false],
])('%s has a table of dcmanager: %s', (_, lines, expected) => {
  expect(hasDcmanagerTable(lines)).toBe(expected);
});

function parse(lines: readonly string[]): string[] {
  const parser = createStarlingxCliParser();
  return lines.map((line, i) => {
    const read = parser.parse({ ...logLine(line), number: i + 1 });
    if (typeof read === 'object' && read.report) return `several of ${read.report.status}: ${read.observations.length}`;
    return kindOf(read);
  });
}

it('the line that completes a table says what is in it; those before it nothing', () => {
  const kinds = parse([...strategy, ...steps]);
  expect(kinds.at(strategy.length - 1)).toBe('several of running: 0');
  expect(kinds.at(-1)).toBe('several of running: 1');
  expect(new Set(kinds.slice(0, strategy.length - 1))).toEqual(new Set(['irrelevant']));
});

it('a table that can’t be read is odd', () => {
  const damaged = steps.with(3, '| subcloud-1 | 1 | sw-deploy pre-check |');
  expect(parse([...strategy, ...damaged, ...steps])).toContain('unparsed');
});
