import { expect, it } from 'vitest';
import { readCloudInitEvent } from '../../../../server/inputs/health/cloud-init-event.ts';

const step = { name: 'cmd-install/stage-partitioning', description: 'configuring storage', event_type: 'start', origin: 'curtin' };

it.each<[string, object, object]>([
  ['a start', step, { phase: 'start', error: false, part: null, text: 'cmd-install/stage-partitioning: configuring storage' }],
  ['an end', { ...step, event_type: 'finish', result: 'SUCCESS' }, { phase: 'finish', error: false }],
  ['a warning', { ...step, event_type: 'finish', result: 'WARN' }, { phase: 'finish', error: false }],
  [
    'a failure',
    { ...step, event_type: 'finish', result: 'FAIL' },
    { error: true, part: null, text: `${step.name}: configuring storage: FAIL` },
  ],
  ['the failure of the whole', { ...step, name: 'cmd-install', event_type: 'finish', result: 'FAIL' }, { error: true, part: 'install' }],
  ['progress', { ...step, event_type: 'progress' }, { phase: 'note' }],
  ['no description', { name: 'x', event_type: 'start' }, { name: 'x', text: 'x' }],
  ['control characters', { name: 'a\u001Bb', description: 'c\nd', event_type: 'start' }, { name: 'a b', text: 'a b: c d' }],
])('%s', (_, event, expected) => {
  expect(readCloudInitEvent(event)).toMatchObject({ kind: 'event', ...expected });
});

it.each([undefined, null, [], 'x', {}, { name: '' }, { ...step, event_type: 7 }, { ...step, name: '\n' }])('no event: %j', (json) => {
  expect(readCloudInitEvent(json)).toBeUndefined();
});
