import { describe, expect, it } from 'vitest';
import { datedByLines, factsOf, type Before, type NodeFiles } from '../../../../server/inputs/hostos/facts.ts';

const changedAtMs = Date.UTC(2026, 10, 21, 9);
const before: Before = { listed: {}, stage: null, plan: null, zone: (localMs) => [localMs] };
const file = (name: string, text: string) => ({ name, text, changedAtMs });

function filesOf({ bundles, stage, log }: { bundles?: string; stage?: string; log?: string }): NodeFiles {
  return {
    node: 'n1',
    bundles: bundles === undefined ? null : file('release-bundles', bundles),
    stage: stage === undefined ? null : file('deploy_stage', stage),
    logs: log === undefined ? [] : [file('deployment_history.log', log)],
  };
}
const told = (texts: Parameters<typeof filesOf>[0], known: Partial<Before> = {}): string[] =>
  factsOf(filesOf(texts), { ...before, ...known }).facts.map(
    (fact) =>
      `${new Date(fact.atMs).toISOString().slice(11, 19)} ${fact.kind === 'log' ? fact.text : fact.kind === 'stage' ? fact.stage : fact.bundle}`,
  );

it('lines with dates are in the order of their times, across files', () => {
  const bundles = '2026-11-21 03:00:00 hostos-config-release:3.1.1\n2026-11-21 01:00:00 hostos-boot-release:3.1.1\n';
  expect(told({ bundles, log: '2026-11-21 02:00:00 hello\nmore of it\n' })).toEqual([
    '01:00:00 boot',
    '02:00:00 2026-11-21 02:00:00 hello',
    '02:00:00 more of it',
    '03:00:00 config',
  ]);
});

it('lines without dates are as late as their file, in the order of an install', () => {
  expect(told({ bundles: 'config:3.1.1\nboot:3.1.1\n' })).toEqual(['09:00:00 boot', '09:00:00 config']);
});

describe('what was listed before', () => {
  it('is not told again, and a second time is news', () => {
    const { listed } = factsOf(filesOf({ bundles: 'boot:3.1.1\n' }), before);
    expect(told({ bundles: 'boot:3.1.1\n' }, { listed })).toEqual([]);
    expect(told({ bundles: 'boot:3.1.1\nboot:3.1.1\n' }, { listed })).toEqual(['09:00:00 boot']);
  });

  it('stays known while the file says nothing new', () => {
    expect(factsOf(filesOf({}), { ...before, listed: { 'boot 3.1.1': 1 } }).listed).toEqual({ 'boot 3.1.1': 1 });
  });
});

it('a line that names no bundle is odd, once; a comment is not', () => {
  const { odd, listed } = factsOf(filesOf({ bundles: '# list\nwhat is this\nboot:3.1.1\n' }), before);
  expect(odd).toEqual(['what is this']);
  expect(factsOf(filesOf({ bundles: 'what is this\n' }), { ...before, listed }).odd).toEqual([]);
});

describe('deploy_stage', () => {
  it.each([
    [
      'stands behind the bundle that sets it',
      { bundles: 'boot:3.1.1\nconfig:3.1.1\nbase-os-sw:3.1.1\n', stage: 'PRE-INSTALL\n' },
      ['boot', 'config', 'pre-install', 'base-os-sw'],
    ],
    ['stands last where nothing comes behind it', { bundles: 'boot:3.1.1\n', stage: 'pre-config' }, ['boot', 'pre-config']],
    [
      'with a date has its place in time',
      { bundles: '2026-11-21 03:00:00 config:3.1.1', stage: 'pre-config 2026-11-21 02:00:00' },
      ['pre-config', 'config'],
    ],
    ['of another word is none', { stage: 'unknown' }, []],
  ])('%s', (_, texts, expected) => {
    expect(told(texts).map((text) => text.slice(9))).toEqual(expected);
  });

  it('that has not changed is no news', () => {
    expect(told({ stage: 'pre-config' }, { stage: 'pre-config' })).toEqual([]);
  });
});

it('collected files are as old as the last line with a date in any of them', () => {
  const files = filesOf({ bundles: 'boot:3.1.1\n', stage: 'pre-config\n', log: '2026-11-21 02:00:00 a\n2026-11-21 01:00:00 b\n' });
  const dated = datedByLines(files, before.zone);
  expect([dated.bundles, dated.stage, ...dated.logs].map((one) => one?.changedAtMs)).toEqual(Array(3).fill(Date.UTC(2026, 10, 21, 2)));
  expect(datedByLines(filesOf({ stage: 'pre-config' }), before.zone)).toEqual(filesOf({ stage: 'pre-config' }));
});
