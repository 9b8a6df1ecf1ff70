// StarlingX's own documentation as text: its tables, as an admin would paste them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeploymentReport } from '../../../../../state-machines/deployment/deployment.ts';
import type { Reading } from '../../../../../server/core/queue.ts';
import { StarlingxText } from '../../../../../server/inputs/starlingx/cli/text.ts';
import { logLine } from '../../real-lines.ts';

const session = readFileSync(join(import.meta.dirname, '../../../../../sample-logs/starlingx-session/dcmanager.txt'), 'utf8')
  .trimEnd()
  .split('\n');

function read(lines: readonly string[]): { news: Reading[]; text: StarlingxText } {
  const text = new StarlingxText();
  return { text, news: lines.flatMap((line, i) => text.feed({ ...logLine(line), number: i + 1 })) };
}
const lastReport = (news: readonly Reading[]): DeploymentReport | undefined => news.findLast(({ report }) => report)?.report;
const seen = (news: readonly Reading[]) =>
  news
    .flatMap(({ observations }) => observations)
    .map(({ who, observedAtMs, sight }) => [
      new Date(observedAtMs).toISOString().slice(11, 19),
      who.host,
      sight.kind === 'event' ? sight.name.replace('starlingx/', '') : sight.kind === 'text' ? sight.text : sight.kind,
    ]);
const membersOf = (report: DeploymentReport | undefined) => report?.members?.map(({ backend, batch, status }) => [backend, batch, status]);

/** As the page's own text has them: each output on one line, with the words around it. */
const pasted = session
  .join('\n')
  .split('~(keystone_admin)]$')
  .map((part) => `For example: ~(keystone_admin)]$${part.replaceAll('\n', ' ')}`);

describe.each([
  ['with line ends', session],
  ['each output on one long line', pasted],
  ['all of it on one line', [session.join(' ')]],
])('the documented session %s', (_, lines) => {
  const { news, text } = read(lines);

  it('has the subclouds that were begun, each in the state that is shown, since it was begun', () => {
    expect(seen(news)).toEqual([
      ['12:57:20', 'subcloud-1', 'sw-deploy/sw-deploy pre-check'],
      ['12:57:20', 'subcloud-4', 'sw-deploy/sw-deploy pre-check'],
      ['12:57:41', 'subcloud-1', 'sw-deploy/complete'],
      ['12:57:41', 'subcloud-4', 'sw-deploy/apply VIM sw-deploy'],
    ]);
    expect(text.oddTables).toBe(0);
  });

  it('is one strategy from its creation to its end, though its tables are of different years', () => {
    expect(new Set(news.flatMap(({ report }) => report?.id ?? []))).toEqual(new Set(['starlingx:sw-deploy@2024-11-06T12:56:17.111Z']));
    expect(lastReport(news)).toMatchObject({
      workflow: 'starlingx-sw-deploy',
      state: 'deleting',
      order: 'parallel',
      atOnce: 2,
      stopOnFailure: false,
      parameters: { 'strategy type': 'sw-deploy', 'max parallel subclouds': '2', 'stop on failure': 'False' },
      startedAt: '2024-11-06T12:57:20.342Z',
    });
  });

  it('has two batches of two, of which the second was not begun', () => {
    expect(membersOf(lastReport(news))).toEqual([
      ['subcloud-1', '1', 'done'],
      ['subcloud-4', '1', 'running'],
      ['subcloud-5', '2', 'not-started'],
      ['subcloud-6', '2', 'not-started'],
    ]);
  });

  it('says that nobody was told how subcloud-4 ended', () => {
    expect(lastReport(news)).toMatchObject({ status: 'lost', endedAt: null, error: expect.stringContaining('1 subcloud in progress') });
  });

  it('has the prerequisites that it tells of', () => {
    const found = Object.fromEntries(
      lastReport(news)?.prerequisites?.map(({ name, status, text: words }) => [name, [status, words]]) ?? [],
    );
    expect(found).toMatchObject({
      'subclouds managed and online': ['unknown', 'known for 2 of 4'],
      'hosts unlocked, enabled and available': ['unknown', expect.any(String)],
      'software_sync_status known': ['unknown', 'known for 1 of 4'],
      '/opt/platform-backup: 30 GiB, ext4': ['ok', '/dev/sda1 is ext4, 29G, as df shows 30 GiB'],
      'no other strategy': ['ok', expect.any(String)],
    });
  });
});

it('the order of what was read shows in its reports', () => {
  const { news } = read(session);
  expect(news.flatMap(({ report }) => (report ? [[report.status, report.state]] : []))).toEqual([
    ['planned', 'initial'],
    ['planned', 'initial'],
    ['running', 'applying'],
    ['running', 'applying'],
    ['lost', 'deleting'],
  ]);
});

it('an observation has its row as evidence, with the number of its line', () => {
  const [observation] = read(session).news.flatMap(({ observations }) => observations);
  const line = session.findIndex((text) => text.startsWith('| subcloud-1 | 3 | complete')) + 1;
  expect(observation?.evidence).toMatchObject({ line, text: expect.stringContaining('subcloud-1 | 3 | complete') });
});

const strategy = (state: string, rest: Record<string, string> = {}): string[] => {
  const fields = {
    'strategy type': 'sw-deploy',
    'subcloud apply type': 'parallel',
    'max parallel subclouds': '2',
    'stop on failure': 'True',
    state,
    created_at: '2026-11-21 01:00:00.000000',
    updated_at: 'None',
    ...rest,
  };
  return ['+--+--+', '| Field | Value |', '+--+--+', ...Object.entries(fields).map(([name, value]) => `| ${name} | ${value} |`), '+--+--+'];
};
const steps = (...rows: string[]): string[] => {
  const border = '+---+---+---+---+---+---+';
  return [border, '| cloud | stage | state | details | started_at | finished_at |', border, ...rows.map((row) => `| ${row} |`), border];
};
const started = '2026-11-21 01:01:00.000000';

it('a step that failed is an error of the state that it failed in; those behind it were stopped', () => {
  const { news } = read([
    ...strategy('failed'),
    ...steps(
      `subcloud-1 | 3 | failed | apply VIM sw-deploy strategy: VIM strategy apply failed: no space | ${started} | 2026-11-21 01:20:00`,
      'subcloud-2 | 1 | initial | | None | None',
    ),
  ]);
  const [, failure] = news.flatMap(({ observations }) => observations);
  expect(failure).toMatchObject({
    observedAtMs: Date.UTC(2026, 10, 21, 1, 20),
    sight: {
      name: 'starlingx/sw-deploy/apply VIM sw-deploy strategy',
      error: true,
      part: 'install',
      text: expect.stringContaining('no space'),
    },
  });
  expect(lastReport(news)).toMatchObject({ status: 'failed', endedAt: '2026-11-21T01:20:00.000Z' });
  expect(lastReport(news)?.error).toBe(
    'subcloud-1 failed: apply VIM sw-deploy strategy: VIM strategy apply failed: no space; stop on failure: 1 subcloud not started',
  );
});

it('those that an abort kept from beginning have no run; those that it caught on the way go on', () => {
  const { news } = read([
    ...strategy('aborting'),
    ...steps(`subcloud-1 | Apply | create VIM sw-deploy strategy | | ${started} | None`, 'subcloud-2 | Create | aborted | | None | None'),
  ]);
  expect(seen(news).map(([, host]) => host)).toEqual(['subcloud-1', 'subcloud-1']);
  expect(membersOf(lastReport(news))).toEqual([
    ['subcloud-1', null, 'running'],
    ['subcloud-2', null, 'aborted'],
  ]);
  expect(lastReport(news)?.status).toBe('running');
});

it('columns that a narrow terminal wrapped are read as they were', () => {
  const { news } = read([
    ...strategy('applying'),
    '+-----------+-------+-----------+-----------+------------+-------------+',
    '| cloud     | stage | state     | details   | started_at | finished_at |',
    '+-----------+-------+-----------+-----------+------------+-------------+',
    '| subcloud- | 2     | apply VIM | apply     | 2026-11-21 | None        |',
    '| 1         |       | sw-deploy | phase is  | 01:01:00.0 |             |',
    '|           |       | strategy  | 40%       | 00000      |             |',
    '|           |       |           | complete  |            |             |',
    '+-----------+-------+-----------+-----------+------------+-------------+',
  ]);
  expect(seen(news)).toEqual([
    ['01:01:00', 'subcloud-1', 'sw-deploy/sw-deploy pre-check'],
    ['01:01:00', 'subcloud-1', 'sw-deploy/apply VIM sw-deploy strategy'],
    ['01:01:00', 'subcloud-1', 'apply phase is 40% complete'],
  ]);
});

const watched = (minute: string, percent: number): string[] => [
  `Every 30.0s: dcmanager strategy-step list    controller-0: Sat Nov 21 01:${minute}:00 2026`,
  ...steps(`subcloud-1 | 2 | apply VIM sw-deploy strategy | apply phase is ${percent}% complete | ${started} | None`),
];

it('a step that says more is words; the clock of watch tells when', () => {
  const { news } = read([...strategy('applying'), ...watched('05', 10), ...watched('06', 10), ...watched('07', 30)]);
  expect(seen(news).slice(1)).toEqual([
    ['01:05:00', 'subcloud-1', 'sw-deploy/apply VIM sw-deploy strategy'],
    ['01:05:00', 'subcloud-1', 'apply phase is 10% complete'],
    ['01:07:00', 'subcloud-1', 'apply phase is 30% complete'],
  ]);
});

it.each([
  ['another one is created', '$ dcmanager sw-deploy-strategy create', '2026-11-21 03:00:00', 2],
  ['it is shown again', '$ dcmanager sw-deploy-strategy show', '2026-11-21 01:00:00.000000', 1],
  ['one that was created later than all before is shown', '', '2026-11-21 03:00:00', 2],
])('%s: %s', (_, command, created, count) => {
  const { news } = read([...strategy('applying'), command, ...strategy('initial', { created_at: created })]);
  expect(new Set(news.map(({ report }) => report?.id)).size).toBe(count);
});

it('the type of older tables, which do not show it, is that of the command', () => {
  const { 'strategy type': _, ...shown } = { 'strategy type': '' };
  const table = strategy('initial', shown).filter((line) => !line.includes('strategy type'));
  expect(lastReport(read(['$ dcmanager patch-strategy create', ...table]).news)?.workflow).toBe('starlingx-patch');
  expect(lastReport(read(table).news)?.workflow).toBe('starlingx-strategy');
});

const prerequisite = (name: string, lines: readonly string[]) => {
  const shown = [...strategy('initial'), ...steps('subcloud-1 | 1 | initial | | None | None')];
  const found = lastReport(read([...lines, ...shown]).news)?.prerequisites?.find((one) => one.name.startsWith(name));
  return [found?.status, found?.text];
};
const hosts = (state: string): string[] => [
  '+--+--+--+--+--+--+',
  '| id | hostname | personality | administrative | operational | availability |',
  '+--+--+--+--+--+--+',
  `| 1 | controller-0 | controller | ${state} |`,
  '+--+--+--+--+--+--+',
];
const subclouds = (...cells: string[]): string[] => [
  '+--+--+--+--+--+--+--+--+',
  '| id | name | management | availability | deploy status | sync | backup status | prestage status |',
  '+--+--+--+--+--+--+--+--+',
  `| 1 | subcloud-1 | ${cells.join(' | ')} |`,
  '+--+--+--+--+--+--+--+--+',
];
const df = (type: string, size: string): string[] => [
  'Filesystem Type Size Used',
  `/dev/sda1 ${type} ${size} 6.9G 21G 26% /opt/platform-backup`,
];
const alarms = (affecting: string): string[] => [
  '+--+--+--+--+',
  '| Alarm ID | Reason Text | Severity | Management Affecting |',
  '+--+--+--+--+',
  `| 200.001 | controller-0 was administratively locked | warning | ${affecting} |`,
  '+--+--+--+--+',
];

describe('a prerequisite', () => {
  it.each<[string, readonly string[], string, string | RegExp]>([
    ['hosts', hosts('unlocked | enabled | available'), 'ok', '1 of 1'],
    ['hosts', hosts('locked | disabled | online'), 'broken', 'controller-0 is locked, disabled, online'],
    ['hosts', [], 'unknown', /^dcmanager does not report the hosts/],
    ['subclouds', subclouds('managed', 'online', 'complete', 'in-sync', 'None', 'complete'), 'ok', '1 of 1'],
    [
      'subclouds',
      subclouds('unmanaged', 'offline', 'complete', 'unknown', 'None', 'None'),
      'broken',
      'subcloud-1 is unmanaged and offline',
    ],
    ['prestaged', subclouds('managed', 'online', 'complete', 'in-sync', 'None', 'complete'), 'ok', '1 of 1'],
    ['prestaged', subclouds('managed', 'online', 'complete', 'in-sync', 'None', 'failed'), 'broken', 'subcloud-1: prestage failed'],
    ['/opt', df('ext4', '30G'), 'ok', /ext4, 30G/],
    ['/opt', df('ext4', '29G'), 'ok', /ext4, 29G/],
    ['/opt', df('ext4', '20G'), 'broken', '/dev/sda1 is ext4, 20G'],
    ['/opt', df('xfs', '1.1T'), 'broken', '/dev/sda1 is xfs, 1.1T'],
    ['no management', alarms('False'), 'ok', 'none of 1 affects management'],
    ['no management', alarms('True'), 'broken', 'alarm 200.001'],
    ['no management', [], 'unknown', 'not known for every subcloud'],
  ])('%s, %j: %s', (name, lines, status, text) => {
    const [found, words] = prerequisite(name, lines);
    expect(found).toBe(status);
    expect(words).toMatch(text);
  });

  it.each([
    ['prestaged', 'Release starlingx-10.0.1 is not prestaged.', 'subcloud-1 is not prestaged'],
    ['no other', 'Subcloud has an existing kube-upgrade strategy.', 'subcloud-1 has its own VIM strategy'],
  ])('%s is broken when a pre-check says so: %s', (name, details, text) => {
    const row = `subcloud-1 | 3 | failed | sw-deploy pre-check: Failed for subcloud subcloud-1: ${details} | ${started} | ${started}`;
    const found = lastReport(read([...strategy('failed'), ...steps(row)]).news)?.prerequisites?.find((one) => one.name.startsWith(name));
    expect([found?.status, found?.text]).toEqual(['broken', text]);
  });
});

it('shows no argument that may be a secret', () => {
  const given = "{'sysadmin_password': 's3cr3t', 'release_id': 'starlingx-10.0.1', 'force': False, 'oam_token': 's3cr3t'}";
  const { news } = read(strategy('initial', { 'extra args': given }));
  expect(lastReport(news)?.parameters).toMatchObject({ release_id: 'starlingx-10.0.1', force: 'False' });
  expect(lastReport(news)?.title).toBe('StarlingX sw-deploy to starlingx-10.0.1');
  expect(JSON.stringify(news)).not.toContain('s3cr3t');
});
