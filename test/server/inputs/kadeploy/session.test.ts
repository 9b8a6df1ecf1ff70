// One deployment from its sentences. What whole texts tell is in console.test.ts.
import { beforeEach, describe, expect, it } from 'vitest';
import { KadeployAutomata } from '../../../../server/inputs/kadeploy/automata.ts';
import { KadeploySession } from '../../../../server/inputs/kadeploy/session.ts';
import { KadeployClock } from '../../../../server/inputs/kadeploy/text-clock.ts';
import { readSentence } from '../../../../server/inputs/kadeploy/words.ts';
import type { Reading } from '../../../../server/core/queue.ts';
import { logLine, kindOf } from '../real-lines.ts';

let clock: KadeployClock;
let automata: KadeployAutomata;
let session: KadeploySession;
beforeEach(() => {
  clock = new KadeployClock(0);
  automata = new KadeployAutomata();
  session = new KadeploySession('D-1', { clock, automata, user: 'root' });
});

function say(text: string): Reading {
  const sentence = readSentence(text);
  if (!sentence) throw new Error(`no sentence: ${text}`);
  return session.take(sentence, logLine(text, 'console'));
}
const words = ({ observations }: Reading): string[] =>
  observations.map(
    ({ who, sight, observedAtMs }) =>
      `${observedAtMs / 1000} ${who.host} ${sight.kind === 'event' ? `${sight.name.replace('kadeploy3/', '')}${sight.error ? ` ✖ ${sight.text}` : ''}` : ''}`,
  );
const tell = (...texts: string[]): string[] => texts.flatMap((text) => words(say(text)));

it('the launch reports the members, and who deploys what', () => {
  expect(say('Launching a deployment of debian-base:1 on node-[1-2]').report).toMatchObject({
    id: 'kadeploy:D-1',
    workflow: 'kadeploy-3',
    title: 'debian-base:1',
    user: 'root',
    status: 'running',
    members: [{ backend: 'node-1', status: 'not-started' }, { backend: 'node-2' }],
  });
});

it('each sentence is told for every node of its set, with the line as evidence', () => {
  say('Launching a deployment on node-[1-2]');
  const said = say('Performing a Deploy[BootNewEnvKexec] step');
  expect(words(said)).toEqual(['0 node-1 BootNewEnv', '0 node-2 BootNewEnv']);
  expect(said.observations[0]).toMatchObject({
    deployment: 'kadeploy:D-1',
    evidence: { source: 'console', line: 7, text: 'Performing a Deploy[BootNewEnvKexec] step' },
  });
  expect(say('  kexec').report?.members).toMatchObject([{ state: 'BootNewEnvKexec-kexec' }, { state: 'BootNewEnvKexec-kexec' }]);
});

it('a set that was split off goes its own way', () => {
  tell('Launching a deployment on node-[1-2]', 'Performing a Deploy[BootNewEnvKexec] step', '  kexec');
  tell('  [1] node-1', '  [2] node-2');
  expect(tell('[2]   wait_reboot')).toEqual(['0 node-2 BootNewEnv/wait_reboot']);
  expect(tell('[1] End of deployment for node-1 after 60s', '[2] Performing a Deploy[BootNewEnvHardReboot] step')).toEqual([
    '60 node-1 deployed',
    '60 node-2 BootNewEnv',
  ]);
});

it('the durations of the text are its clock', () => {
  tell('Launching a deployment on node-1', 'Performing a Deploy[BootNewEnvKexec] step', '  kexec', '   ~ Time in kexec: 3s');
  expect(tell('  wait_reboot', '   ~ Time in wait_reboot: 60s', '!!! The nodes node-1 failed on step wait_reboot')).toEqual([
    '3 node-1 BootNewEnv/wait_reboot',
    '63 node-1 BootNewEnv/wait_reboot ✖ BootNewEnvKexec-wait_reboot failed',
  ]);
});

describe('a try that fails', () => {
  beforeEach(() => void tell('Launching a deployment on node-[1-2]', 'Performing a Deploy[BootNewEnvKexec] step', '  wait_reboot'));

  it('has the reason that was told before, once a try', () => {
    say('   * Error[KadeployError] Unreachable');
    expect(tell('!!! The nodes node-2 failed on step wait_reboot', 'Step Deploy[BootNewEnvKexec] failed for node-2 after 63s')).toEqual([
      '0 node-2 BootNewEnv/wait_reboot ✖ Unreachable',
    ]);
    expect(tell('Performing a Deploy[BootNewEnvKexec] step')).toEqual(['63 node-1 BootNewEnv', '63 node-2 BootNewEnv']);
  });

  it('by a time limit is the failure of the whole set', () => {
    expect(tell("Timeout in the wait_reboot step, let's kill the instance")).toEqual([
      '0 node-1 BootNewEnv/wait_reboot ✖ Timeout in the wait_reboot step',
      '0 node-2 BootNewEnv/wait_reboot ✖ Timeout in the wait_reboot step',
    ]);
  });
});

describe('the end', () => {
  beforeEach(() => void tell('Launching a deployment on node-[1-2]', 'Performing a Deploy[BootNewEnvKexec] step'));

  it.each([
    ['done', 'End of deployment for node-[1-2] after 188s', 'Deployment #D-1 done'],
    ['failed', 'Deployment failed for node-[1-2] after 188s', 'End of deployment on cluster nova after 190s'],
  ])('%s when every node has its', (status, nodes, whole) => {
    expect(say(nodes).report?.status).toBeUndefined();
    expect(session.isOver).toBe(true);
    expect(say(whole).report).toMatchObject({ status });
  });

  it('not while a node is still at it', () => {
    say('End of deployment for node-1 after 188s');
    expect(kindOf(say('Deployment #D-1 done'))).toBe('irrelevant');
    expect(session.isOver).toBe(false);
  });

  it('aborted, for all that are not over', () => {
    say('End of deployment for node-1 after 100s');
    const aborted = say('Deployment aborted by user');
    expect(words(aborted)).toEqual(['100 node-2 aborted ✖ Deployment aborted']);
    expect(aborted.report).toMatchObject({ status: 'aborted', members: [{ backend: 'node-2', status: 'aborted' }] });
    expect(say('Deployment #D-1 done').report?.status, 'it stays so').toBeUndefined();
  });

  it('by the lists at the end, with the error of each', () => {
    const line = logLine('node-2 (BootNewEnvKexec-wait_reboot: Unreachable)', 'console');
    session.takeListed('node-1', 'deployed', { line, error: '' });
    const { report } = session.takeListed('node-2', 'failed', { line, error: 'BootNewEnvKexec-wait_reboot: Unreachable' });
    expect(report).toMatchObject({ status: 'failed', members: [{ detail: 'BootNewEnvKexec-wait_reboot: Unreachable', status: 'failed' }] });
  });
});

it('a node that others have is a member without a run', () => {
  say('Launching a deployment on node-[1-2]');
  const { report } = say("The nodes node-2 are already involved in deployment, let's discard them");
  expect(report?.members).toMatchObject([{ backend: 'node-2', status: 'not-started', state: 'discarded' }]);
  expect(tell('Performing a Deploy[BootNewEnvKexec] step')).toEqual(['0 node-1 BootNewEnv']);
});
