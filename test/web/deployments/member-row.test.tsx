// One machine of a deployment.
import { expect, test } from 'vitest';
import type { MemberView } from '../../../state-machines/deployment/deployment.ts';
import { MemberRow } from '../../../web/deployments/member-row.tsx';
import { drawn, elements, words } from '../drawn.tsx';
import { at, backend, snapshot, summary } from '../views.ts';
import { played, stories } from '../played.ts';
import { member, stopped } from './deployment-views.ts';

const row = (told: Partial<MemberView>, of?: ReturnType<typeof backend>) => (
  <MemberRow
    member={{ ...member('n1'), why: null, ...told }}
    deployment={{ id: 'd', status: 'running' }}
    backend={of}
    rowIndex={2}
    selected={false}
    onOpen={() => {}}
  />
);

test.each([
  ['waiting', {}, '· not started n1'],
  ['running', { status: 'running', state: 'applying', startedAt: at(0) }, '▶ running n1 applying 01:05:00 for 30 s'],
  ['done', { status: 'done', state: 'done', startedAt: at(0), endedAt: at(9) }, '✔ done n1 01:05:00 took 9 s'],
  ['failed', { status: 'failed', state: 'failed', detail: 'no port' }, '✖ failed n1 no port'],
  ['held', { status: 'held', state: 'held', startedAt: at(0) }, '‖ held n1 01:05:00'],
] as const)('%s', (_, told, text) => {
  expect(words(row(told), { nowSecond: 30 })).toBe(text);
});

test('why a machine was not deployed', () => {
  expect(words(row(stopped.view.members[2] ?? {}))).toContain('the deployment stopped when subcloud-2 failed');
});

test('a known machine is a link, with the bar of its run if that is of this deployment', () => {
  const { backend: known, workflow } = played(stories.installing, 'n1');
  const frames = [snapshot([known], { workflows: [workflow] })];
  const html = (deployment: string) => drawn(row({}, { ...known, run: known.run && { ...known.run, deployment } }), { frames });
  expect(elements(html('d'), 'a')).toMatchObject([{ text: 'n1', attributes: { href: '?backend=n1' } }]);
  expect([html('d'), html('other')].map((one) => one.includes('stage-bar'))).toEqual([true, false]);
  expect(drawn(row({}, backend('n1', { run: summary() })))).not.toContain('stage-bar');
});
