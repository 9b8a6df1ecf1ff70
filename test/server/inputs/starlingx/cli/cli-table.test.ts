import { describe, expect, it } from 'vitest';
import { joinWrapped, TableReader, type TextPiece } from '../../../../../server/inputs/starlingx/cli/cli-table.ts';
import { logLine } from '../../real-lines.ts';

const table = `~(keystone_admin)]$ dcmanager strategy-step list
+------------+-------+---------+------------+
| cloud      | stage | state   | started_at |
+------------+-------+---------+------------+
| subcloud-1 | 1     | initial |            |
| subcloud-2 | 2     | initial | None       |
+------------+-------+---------+------------+
$ date`;
const rows = [
  ['subcloud-1', '1', 'initial', ''],
  ['subcloud-2', '2', 'initial', 'None'],
];

function piecesOf(lines: readonly string[]): TextPiece[] {
  const reader = new TableReader();
  return lines.flatMap((text, i) => reader.feed({ ...logLine(text), number: i + 1 }));
}
const tablesOf = (lines: readonly string[]) => piecesOf(lines).flatMap((piece) => (piece.kind === 'table' ? [piece.table] : []));
const cellsOf = (lines: readonly string[]) => tablesOf(lines).map((found) => found.rows.map(({ cells }) => cells));

describe('a table', () => {
  const mailed = (width: number) => table.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? []);
  it.each([
    ['with its line ends', table.split('\n')],
    ['without them', [table.replaceAll('\n', ' ')]],
    ['each row from its border on', table.replaceAll('+\n', '+ ').split('\n')],
    ['indented', table.split('\n').map((line) => `    ${line}`)],
    ['with the ends of lines of Windows', table.split('\n').map((line) => `${line}\r`)],
    ['broken at 20 characters by a mail program', mailed(20)],
    ['broken at 30', mailed(30)],
  ])('%s', (_, lines) => {
    expect(cellsOf(lines)).toEqual([rows]);
    expect(tablesOf(lines)[0]?.columns).toEqual(['cloud', 'stage', 'state', 'startedat']);
  });

  it('is told as soon as it is complete, with the lines of its rows, and what stands around it', () => {
    const lines = table.split('\n');
    const reader = new TableReader();
    const fed = lines.map((text, i) => reader.feed({ ...logLine(text), number: i + 1 }).map(({ kind }) => kind));
    expect(fed).toEqual([['text'], [], [], [], [], [], ['table'], ['text']]);
    expect(tablesOf(lines)[0]?.rows.map(({ line }) => line.number)).toEqual([5, 6]);
  });

  it('follows another one with nothing between', () => {
    const lines = table.split('\n').slice(1, 7);
    expect(cellsOf([...lines, ...lines])).toEqual([rows, rows]);
  });

  it('with another number of cells than columns is odd, and the next one is read', () => {
    const lines = table.split('\n').slice(1, 7);
    const damaged = lines.with(3, '| subcloud-1 | 1 | initial |');
    const reader = new TableReader();
    const found = [...damaged, ...lines].flatMap((text) => reader.feed(logLine(text)));
    expect(reader.oddTables).toBe(1);
    expect(found).toHaveLength(1);
  });

  it('that never ends is given up, and takes no more memory', () => {
    const reader = new TableReader();
    const [, border = '', header = '', , row = ''] = table.split('\n');
    for (const text of [border, header, border]) reader.feed(logLine(text));
    for (let i = 0; i < 120_000; i++) reader.feed(logLine(row));
    expect(reader.oddTables).toBeGreaterThan(0);
    expect(
      table
        .split('\n')
        .flatMap((text) => reader.feed(logLine(text)))
        .some(({ kind }) => kind === 'table'),
    ).toBe(true);
  });
});

it.each([['a + b'], ['+1 -1'], ['---'], ['+-'], ['| a | b |'], ['']])('%j is no table', (text) => {
  expect(tablesOf([text, 'next'])).toEqual([]);
});

it('text that looks like the begin of a border is text once it goes on otherwise', () => {
  expect(piecesOf(['+---', 'x']).map(({ kind }) => kind)).toEqual(['text']);
});

it('a row of thousands costs no time for each line again', () => {
  const [, border = '', header = '', , row = ''] = table.split('\n');
  const [found] = tablesOf([border, header, border, ...Array.from({ length: 20_000 }, () => row), border]);
  expect(found?.rows).toHaveLength(20_000);
});

it('wrapped rows are one', () => {
  const line = logLine('');
  const wrapped = [
    { cells: ['subcloud-', '2', 'apply VIM'], line },
    { cells: ['1', '', 'sw-deploy'], line },
    { cells: ['', '', 'strategy'], line },
    { cells: ['subcloud-2', '1', 'initial'], line },
  ];
  expect(joinWrapped(wrapped, [0, 1, 2]).map(({ cells }) => cells)).toEqual([
    ['subcloud- 1', '2', 'apply VIM sw-deploy strategy'],
    ['subcloud-2', '1', 'initial'],
  ]);
});
