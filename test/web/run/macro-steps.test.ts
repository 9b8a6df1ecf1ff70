import { expect, it } from 'vitest';
import { partsOf } from '../../../state-machines/view/segments.ts';
import type { TryView } from '../../../state-machines/view/view.ts';
import { macroStepsOf } from '../../../web/run/macro-steps.ts';
import { segmentsOfSteps, stepsOf } from '../../../web/run/steps.ts';
import { at, reached, run, stage } from '../views.ts';

const attempt = (number: number, told: Partial<TryView> = {}): TryView => ({
  step: 'Boot',
  implementation: null,
  number,
  startedAt: at(number),
  endedAt: null,
  failed: null,
  ...told,
});
const deployed = run({
  stages: [reached('Copy', 0, { step: 'Fill' }), reached('Kexec', 2, { step: 'Boot' }), stage('Wait', { step: 'Boot' }), stage('End')],
  tries: [attempt(1, { step: 'Fill' }), attempt(1, { failed: 'no answer', endedAt: at(2) }), attempt(2, { implementation: 'reset' })],
});

it('stages stand under their macro steps, with the try that is under way and those before', () => {
  const macros = macroStepsOf(deployed, stepsOf(deployed), new Map([['Boot', 'new environment']]));
  expect(
    macros.map(({ name, title, present, earlier, steps }) => [name, title, present?.number ?? null, earlier.length, steps.length]),
  ).toEqual([
    ['Fill', 'Fill', 1, 0, 1],
    ['Boot', 'new environment', 2, 1, 2],
    [null, '', null, 0, 1],
  ]);
});

it('the bar is grouped in the same way; without macro steps by the parts of an install', () => {
  const inWords = (stages: typeof deployed.stages): string[] =>
    partsOf(segmentsOfSteps(stepsOf(run({ stages })))).map(({ name, segments }) => `${name} ${segments.length}`);
  expect(inWords(deployed.stages)).toEqual(['Fill 1', 'Boot 2', 'End 1']);
  const parts = [stage('A', { group: 'reboot' }), stage('B', { group: 'dhcp' }), stage('C', { group: 'reboot' })];
  expect(inWords(parts)).toEqual(['dhcp 1', 'reboot 2']);
});
