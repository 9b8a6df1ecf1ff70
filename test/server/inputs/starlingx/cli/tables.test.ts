// Tables as dcmanager, system and fm print them.
import { expect, it } from 'vitest';
import { TableReader } from '../../../../../server/inputs/starlingx/cli/cli-table.ts';
import { readTable, type ReadTable } from '../../../../../server/inputs/starlingx/cli/tables.ts';
import { logLine } from '../../real-lines.ts';

/** `rows`: the names of the columns, then the rows, cells between bars. */
function read(rows: readonly string[]): ReadTable {
  const border = `+${'---+'.repeat(rows[0]?.split('|').length ?? 0)}`;
  const lines = [border, `| ${rows[0]} |`, border, ...rows.slice(1).map((row) => `| ${row} |`), border, '$'];
  const reader = new TableReader();
  const [table] = lines.flatMap((line) => reader.feed(logLine(line))).flatMap((piece) => (piece.kind === 'table' ? [piece.table] : []));
  if (!table) throw new Error(`no table: ${lines.join('\n')}`);
  return readTable(table);
}
const fields = (...rows: string[]): ReadTable => read(['Field | Value', ...rows]);
const strategyRows = [
  'subcloud apply type | parallel',
  'max parallel subclouds | 2',
  'stop on failure | False',
  'state | apply ing',
  'created_at | 2024-11-06 12:56:17.111621',
  'updated_at | None',
];

it('a strategy', () => {
  expect(
    fields('strategy type | sw-deploy', ...strategyRows, "extra_args | {'release_id': 'starlingx-10.0.1', 'sysadmin_password': 'x'}"),
  ).toEqual({
    kind: 'strategy',
    hasType: true,
    strategy: {
      type: 'sw-deploy',
      applyType: 'parallel',
      atOnce: '2',
      stopOnFailure: 'False',
      state: 'apply ing',
      createdAtMs: Date.parse('2024-11-06T12:56:17.111Z'),
      updatedAtMs: null,
      arguments: { release_id: 'starlingx-10.0.1' },
    },
  });
});

it('a strategy of a release that does not show its type', () => {
  expect(fields(...strategyRows)).toMatchObject({ kind: 'strategy', hasType: false, strategy: { type: 'strategy' } });
});

it('a strategy with a name that was wrapped', () => {
  expect(fields('subcloud apply | parallel', 'type |', ...strategyRows.slice(1))).toMatchObject({
    kind: 'strategy',
    strategy: { applyType: 'parallel', atOnce: '2' },
  });
});

const stepColumns = 'cloud | stage | state | details | started_at | finished_at';

it('steps, each with its row', () => {
  const found = read([
    stepColumns,
    'subcloud-1 | 1 | sw-deploy pre-check | | 2024-11-06 12:57:20.342429 | None',
    'subcloud-2 | 2 | initial | | None | None',
  ]);
  expect(found).toMatchObject({
    kind: 'steps',
    steps: [
      {
        step: { cloud: 'subcloud-1', stage: '1', startedAtMs: Date.parse('2024-11-06T12:57:20.342Z'), finishedAtMs: null },
        row: { cells: { length: 6 } },
      },
      { step: { cloud: 'subcloud-2', state: 'initial' } },
    ],
  });
});

it('a step whose cells were wrapped is one', () => {
  const found = read([stepColumns, 'subcloud-1 | 1 | create VIM | | 2024-11-06 | None', ' | | sw-deploy strategy | | 12:57:20.34 2429 | ']);
  expect(found).toMatchObject({
    steps: [{ step: { state: 'create VIM sw-deploy strategy', startedAtMs: Date.parse('2024-11-06T12:57:20.342Z') } }],
  });
});

it('one step, as `strategy-step show` has it', () => {
  expect(fields('cloud | subcloud-1', 'stage | 1', 'state | initial', 'details | None')).toMatchObject({
    kind: 'steps',
    steps: [{ step: { details: null } }],
  });
});

it('steps of which there are none', () => {
  expect(read([stepColumns, '<none> | <none> | <none> | <none> | <none> | <none>'])).toEqual({ kind: 'steps', steps: [] });
});

it('subclouds', () => {
  const found = read([
    'id | name | management | availability | deploy status | sync | backup status | prestage status',
    '1 | subcloud-1 | managed | online | complete | in-sync | None | complete',
  ]);
  expect(found).toMatchObject({
    kind: 'subclouds',
    subclouds: [
      {
        subcloud: { name: 'subcloud-1', management: 'managed', deployStatus: 'complete', sync: 'in-sync', prestageStatus: 'complete' },
        updatedAtMs: null,
      },
    ],
  });
});

it('one subcloud, with what is in sync and when it last changed', () => {
  const found = fields(
    'name | subcloud-1',
    'management | managed',
    'availability | online',
    'software_sync_status | out-of-sync',
    'updated_at | 2021-06-09 20:01:37.525012',
  );
  expect(found).toMatchObject({
    subclouds: [{ subcloud: { syncs: { software: 'out-of-sync' } }, updatedAtMs: Date.parse('2021-06-09T20:01:37.525Z') }],
  });
});

it('hosts, alarms, and how many of them', () => {
  expect(
    read([
      'id | hostname | personality | administrative | operational | availability',
      '1 | controller-0 | controller | unlocked | enabled | available',
    ]),
  ).toEqual({
    kind: 'facts',
    facts: { hosts: [{ name: 'controller-0', administrative: 'unlocked', operational: 'enabled', availability: 'available' }] },
  });
  expect(read(['Alarm ID | Reason Text | Management Affecting', '100.103 | memory | False', '200.001 | locked | True'])).toEqual({
    kind: 'facts',
    facts: {
      alarmList: [
        { id: '100.103', affecting: false },
        { id: '200.001', affecting: true },
      ],
    },
  });
  expect(
    read([
      'NAME | CRITICAL | MAJOR | MINOR | WARNINGS | STATUS',
      'subcloud-1 | 1 | 0 | 2 | 0 | CRITICAL',
      'subcloud-2 | - | - | - | - | UNKNOWN',
    ]),
  ).toEqual({
    kind: 'facts',
    facts: { alarms: [{ region: 'subcloud-1', critical: 1, major: 0, minor: 2, warnings: 0 }] },
  });
});

it.each([
  ['a step without a state', [stepColumns, 'subcloud-1 | 1 | None | | None | None'], 'steps'],
  ['a step of no name', [stepColumns, '??? | 1 | initial | | None | None'], 'unparsed'],
  ['a subcloud of no name', ['name | management | availability', '??? | managed | online'], 'unparsed'],
  ['a table of another command', ['id | name', '1 | x'], 'none'],
  ['fields of another command', ['Field | Value', 'uuid | 1'], 'none'],
])('%s: %s', (_, rows, kind) => {
  expect(read(rows).kind).toBe(kind);
});
