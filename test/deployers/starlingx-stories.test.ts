// What StarlingX's stories say of their strategies; what they say of each subcloud is in their golden files.
import { expect, it } from 'vitest';
import { replayFolder, storyFolder } from '../state-machines/track/replay-logs.ts';

const strategy = 'starlingx:sw-deploy@2026-11-21T01';
const stories: [string, [string, string, (string | null)[], string[]][], Record<string, string[]>][] = [
  [
    'success',
    [[`${strategy}:00:00.000Z`, 'done', [null, null, null], ['done', 'done', 'done']]],
    { 'subcloud-1': ['installed'], 'subcloud-2': ['installed'], 'subcloud-3': ['installed'] },
  ],
  [
    'stopped-on-failure',
    [[`${strategy}:00:00.000Z`, 'failed', ['1', '1', '2', '2'], ['failed', 'done', 'not-started', 'not-started']]],
    { 'subcloud-1': ['failed'], 'subcloud-2': ['installed'] },
  ],
  [
    'aborted',
    [[`${strategy}:00:00.000Z`, 'aborted', [null, null, null, null], ['done', 'aborted', 'aborted', 'aborted']]],
    { 'subcloud-1': ['installed'] },
  ],
  [
    'again',
    [
      [`${strategy}:00:00.000Z`, 'failed', [null, null], ['done', 'failed']],
      [`${strategy}:39:00.000Z`, 'done', [null], ['done']],
    ],
    { 'subcloud-1': ['installed'], 'subcloud-2': ['failed', 'installed'] },
  ],
  ['subclouds', [], { 'subcloud-1': ['installed'], 'subcloud-2': ['failed', 'waiting'] }],
  ['log', [], { 'subcloud-1': ['installed'], 'subcloud-2': ['failed'] }],
];

it.each(stories)('starlingx-%s', async (story, deployments, runs) => {
  const { monitor, views } = await replayFolder(storyFolder(`starlingx-${story}`), undefined);
  const told = monitor.dispatcher.deployments.all();
  expect(told.map(({ id, status, members }) => [id, status, members.map(({ batch }) => batch), members.map((one) => one.status)])).toEqual(
    deployments,
  );
  expect(Object.fromEntries(views.map((view) => [view.id, view.runs.map(({ status }) => status)]))).toEqual(runs);
});
