// The parts that a run is drawn in.
import { expect, test } from 'vitest';
import { partsOfRun } from '../../../web/run/run-parts.ts';
import { stage } from '../views.ts';

test('without macro steps: the parts of the install, each in its own colour', () => {
  const stages = [stage('A'), stage('B', { group: 'tftp' })];
  expect(stages.map(partsOfRun({ stages }))).toEqual([
    { name: 'dhcp', hue: 'dhcp' },
    { name: 'tftp', hue: 'tftp' },
  ]);
});

test('with macro steps: these, and a stage that belongs to none is its own part', () => {
  const stages = [stage('A', { step: 'Fill' }), stage('B', { step: 'Fill' }), stage('C'), stage('D', { step: 'Fire' })];
  expect(stages.map(partsOfRun({ stages })).map(({ name }) => name)).toEqual(['Fill', 'Fill', 'C', 'Fire']);
});

test('colours are used in turn when there are more steps than colours', () => {
  const stages = ['1', '2', '3', '4', '5', '6'].map((step) => stage(`S${step}`, { step }));
  expect(stages.map(partsOfRun({ stages })).map(({ hue }) => hue)).toEqual(['dhcp', 'tftp', 'profile', 'installer', 'reboot', 'dhcp']);
});
