// The checklist of a run.
import { expect, test } from 'vitest';
import { Checklist } from '../../../../web/backend/checklist/checklist.tsx';
import { stepsOf } from '../../../../web/run/steps.ts';
import { buttons, drawn, words } from '../../drawn.tsx';
import { played, stories } from '../../played.ts';
import { reached, run, snapshot, stage } from '../../views.ts';

const { workflow } = played(stories.failed);
const drawing = { frames: [snapshot([], { workflows: [workflow] })], nowSecond: 60 };
const list = (story: keyof typeof stories) => {
  const of = played(stories[story]).run;
  return <Checklist run={of} steps={stepsOf(of)} />;
};
const statuses = (html: string) =>
  [...html.matchAll(/data-stage="(\w+)" data-status="(\w+)"/g)].map(([, name, status]) => `${name} ${status}`);

test('the stages in their order, with the progress in words', () => {
  expect(words(list('failed'), drawing)).toMatch(/^Checklist 13 of 23 stages /);
  const shown = statuses(drawn(list('failed'), drawing));
  expect(shown.slice(0, 2)).toEqual(['DHCPDISCOVER done', 'DHCPOFFER done']);
  expect(shown).toContain('Profile_XML_Sent failed');
});

test('optional stages that were not seen are hidden, and counted on a button', () => {
  const of = run({ stages: [reached('A', 0), stage('B', { optional: true }), stage('C')], nextStage: 'C' });
  const html = drawn(<Checklist run={of} steps={stepsOf(of)} />, drawing);
  expect(statuses(html)).toEqual(['A done', 'C pending']);
  expect(buttons(html).slice(0, 2)).toEqual(['1 optional stage not seen', 'All lines e']);
});

test('each part of the install is named once', () => {
  const html = drawn(list('failed'), drawing);
  expect(html.match(/stage-group dim">dhcp</g)).toHaveLength(1);
  expect(html.match(/stage-group dim">profile</g)).toHaveLength(1);
});
