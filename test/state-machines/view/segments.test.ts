import { expect, it } from 'vitest';
import { partsOf, segmentsOf } from '../../../state-machines/view/segments.ts';
import { summariseRun, summariseWorkflow } from '../../../state-machines/view/summary.ts';
import { boot, playTrack, workflowCalled } from '../track/play-track.ts';

function segmentsAfter(steps: string, workflow = 'rhel') {
  const run = playTrack(steps, { workflow }).track.runs.at(-1);
  if (!run) throw new Error('there is no run');
  return segmentsOf(summariseRun(run), summariseWorkflow(workflowCalled(workflow)));
}

it('a bar has the stages of the way, and which of them comes next', () => {
  const segments = segmentsAfter(boot(0));
  expect(segments.filter(({ tone }) => tone === 'done').map(({ name }) => name)).toEqual([
    'DHCPDISCOVER',
    'DHCPOFFER',
    'DHCPREQUEST',
    'DHCPACK',
    'TFTP_RRQ',
    'VMLinuz_RRQ_Install',
    'Initrd_RRQ',
  ]);
  expect(segments.find(({ tone }) => tone === 'next')?.name).toBe('Kickstart_Sent');
  expect(segments.map(({ name }) => name)).not.toContain('Install_Wait');
});

const has = (steps: string): boolean => segmentsAfter(steps).some(({ name }) => name === 'Rebooting_HDD');

it('an optional stage has a segment only once it was seen', () => {
  expect(has(boot(0))).toBe(false);
  expect(has(`${boot(0)}, Kickstart_Sent 30, Rebooting_HDD 40`)).toBe(true);
});

it('nothing is drawn of a workflow that is not known', () => {
  expect(segmentsOf({ stages: 'ddd' }, undefined)).toEqual([]);
});

it('its parts are those of an install, in their order', () => {
  const parts = partsOf(segmentsAfter(boot(0)));
  expect(parts.map(({ name }) => name).slice(0, 3)).toEqual(['dhcp', 'tftp', 'profile']);
});

const segment = (name: string, step: string | null) => ({ name, step, group: 'installer', tone: 'done' }) as const;

it('its parts are the macro steps where the workflow has some', () => {
  const parts = partsOf([segment('A', 'Boot'), segment('B', 'Boot'), segment('C', null)]);
  expect(parts.map(({ name, segments }) => [name, segments.length])).toEqual([
    ['Boot', 2],
    ['C', 1],
  ]);
});
