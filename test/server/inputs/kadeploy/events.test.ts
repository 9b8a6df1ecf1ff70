import { describe, expect, it } from 'vitest';
import {
  attemptOf,
  endEvent,
  readFinalError,
  readMacro,
  stepEvent,
  type Automata,
  type Ending,
} from '../../../../server/inputs/kadeploy/events.ts';

const automata: Automata = new Map([
  [
    'BootNewEnv',
    [
      { name: 'BootNewEnvKexec', retries: 1, timeout: 150 },
      { name: 'BootNewEnvHardReboot', retries: 0, timeout: 0 },
    ],
  ],
]);

it.each([
  ['SetDeploymentEnvUntrusted', 'SetDeploymentEnv', 'SetDeploymentEnvUntrusted'],
  ['SetDeploymentMiniOSUntrusted', 'SetDeploymentEnv', 'SetDeploymentMiniOSUntrusted'],
  ['Deploy[BroadcastEnvKascade]', 'BroadcastEnv', 'BroadcastEnvKascade'],
  ['BootNewEnvKexec', 'BootNewEnv', 'BootNewEnvKexec'],
])('%s is a way to do %s', (name, step, implementation) => {
  expect(readMacro(name)).toEqual({ step, implementation });
});

it.each(['Simple', 'Deploy[Simple]', '', 'Set'])('%j is no macro step of a deployment', (name) => {
  expect(readMacro(name)).toBeUndefined();
});

describe('tries and limit', () => {
  it.each([
    ['of all ways together, with the limit of this one', 'BootNewEnvKexec', 3, 150],
    ['no limit where the settings have 0', 'BootNewEnvHardReboot', 3, null],
    ['none where what runs is not configured', 'BootNewEnvClassical', null, null],
  ])('%s', (_, implementation, allowed, limitSeconds) => {
    expect(attemptOf(implementation, automata)).toEqual({ implementation, allowed, limitSeconds });
  });

  it('none where nothing is known of the cluster', () => {
    expect(attemptOf('BootNewEnvKexec', undefined)).toEqual({ implementation: 'BootNewEnvKexec', allowed: null, limitSeconds: null });
  });
});

describe('a step', () => {
  const attempt = attemptOf('BootNewEnvKexec', automata);

  it.each([
    ['begins', {}, 'kadeploy3/BootNewEnv', 'start', false, 'BootNewEnvKexec'],
    [
      'begins with a micro-step',
      { micro: 'wait_reboot' },
      'kadeploy3/BootNewEnv/wait_reboot',
      'start',
      false,
      'BootNewEnvKexec-wait_reboot',
    ],
    ['failed', { micro: 'kexec', failed: 'Unreachable' }, 'kadeploy3/BootNewEnv/kexec', 'finish', true, 'Unreachable'],
    ['failed without words', { failed: '' }, 'kadeploy3/BootNewEnv', 'finish', true, 'BootNewEnvKexec'],
  ])('%s', (_, more, name, phase, error, text) => {
    expect(stepEvent({ attempt, ...more })).toEqual({ kind: 'event', name, phase, error, part: null, text, attempt });
  });

  it('of an operation that Kadeploy does not have keeps its name, in a bounded length', () => {
    const custom = 'x'.repeat(100);
    expect(stepEvent({ attempt: attemptOf(custom, automata) }).name).toBe(`kadeploy3/${'x'.repeat(64)}`);
  });
});

it.each<[Ending, boolean, string | null]>([
  ['deployed', false, 'end'],
  ['held', false, null],
  ['failed', true, 'install'],
  ['aborted', true, 'abandoned'],
])('the end %s has an event that says so (error: %s, part: %s)', (ending, error, part) => {
  expect(endEvent(ending, '')).toMatchObject({ phase: 'finish', error, part, text: ending });
  expect(endEvent(ending, 'its words\u0007')).toMatchObject({ text: expect.stringMatching(/^its words/) });
});

it.each([
  [
    'BootNewEnvKexec-wait_reboot: Unreachable after the reboot',
    { macro: 'BootNewEnvKexec', micro: 'wait_reboot', text: 'Unreachable after the reboot' },
  ],
  ['BroadcastEnvKascade-: it failed\ntwice', { macro: 'BroadcastEnvKascade', micro: '', text: 'it failed\ntwice' }],
  ['Unreachable after the reboot', undefined],
  ['', undefined],
])('the final error %j says where', (error, expected) => {
  expect(readFinalError(error)).toEqual(expected);
});
