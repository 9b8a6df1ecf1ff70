// Sentences as Kadeploy's source prints them: 3.1 and 3.3, all verbose levels.
import { expect, it } from 'vitest';
import { readListed, readSentence, type Sentence } from '../../../../server/inputs/kadeploy/words.ts';

const nodes = ['node-1', 'node-2'];
const rows: [string, Partial<Sentence>][] = [
  ['Launching a deployment on node-[1-2]', { kind: 'launched', nodes }],
  ['Launching a deployment of debian-base:1 on node-[1-2]', { kind: 'launched', name: 'debian-base:1', nodes }],
  ["The nodes node-[1-2] are already involved in deployment, let's discard them", { kind: 'discarded', nodes }],
  ["The nodes node-1 are already involved in power operation, let's discard them", { kind: 'discarded', nodes: ['node-1'] }],
  [' [c1] : hercule', { kind: 'cluster', set: 'c1', name: 'hercule' }],
  ['   * Error[KadeployError] no such image', { kind: 'error', name: 'KadeployError', text: 'no such image' }],
  ['End of deployment on cluster hercule after 188s', { kind: 'clusterEnded', name: 'hercule', seconds: 188 }],
  ['Deployment aborted', { kind: 'aborted' }],
  ['Deployment aborted by user', { kind: 'aborted' }],
  ['Performing a Deploy[BootNewEnvKexec] step', { kind: 'step', name: 'Deploy[BootNewEnvKexec]' }],
  ['[c1.2] Performing a BootNewEnvKexec step', { kind: 'step', set: 'c1.2', name: 'BootNewEnvKexec' }],
  ['End of step Deploy[BroadcastEnvKascade] after 25s', { kind: 'stepEnded', name: 'Deploy[BroadcastEnvKascade]', seconds: 25 }],
  ['Step BootNewEnvKexec failed for node-[1-2] after 63s', { kind: 'stepFailed', name: 'BootNewEnvKexec', nodes, seconds: 63 }],
  ["Timeout in the wait_reboot step, let's kill the instance", { kind: 'timeout', name: 'wait_reboot' }],
  ["Timeout in wait_reboot before the end of the step, let's kill the instance", { kind: 'timeout', name: 'wait_reboot' }],
  ['  [2] node-[1-2]', { kind: 'split', set: '2', nodes }],
  ['Breakpoint reached for node-[1-2]', { kind: 'held', nodes }],
  ['End of deployment for node-[1-2] after 188s', { kind: 'deployed', nodes, seconds: 188 }],
  ['[1] Deployment failed for node-2 after 90s', { kind: 'failed', set: '1', nodes: ['node-2'], seconds: 90 }],
  ['!!! The nodes node-2 failed on step wait_reboot', { kind: 'microFailed', name: 'wait_reboot', nodes: ['node-2'] }],
  ['  wait_reboot', { kind: 'micro', name: 'wait_reboot' }],
  ['[2]   switch_pxe', { kind: 'micro', set: '2', name: 'switch_pxe' }],
  ['   ~ Time in wait_reboot: 97.5s', { kind: 'time', name: 'wait_reboot', seconds: 97.5 }],
  ['Deployment #D-9a87115b started', { kind: 'begun', name: 'D-9a87115b' }],
  ['Deployment #D-9a87115b done', { kind: 'done', name: 'D-9a87115b' }],
  ['The deployment is successful on nodes', { kind: 'listDeployed' }],
  ['The deployment failed on nodes', { kind: 'listFailed' }],
  ['---', { kind: 'chatter' }],
  ['Nodeset [0] split into :', { kind: 'chatter' }],
  ['     * Broadcast time: 20s', { kind: 'chatter' }],
];

it.each(rows)('%j', (line, expected) => {
  const none = { set: '', name: '', nodes: [], seconds: null, text: '' };
  expect(readSentence(line)).toEqual({ ...none, ...expected });
  expect(readSentence(`${line}  `), 'with blanks behind it').toEqual(readSentence(line));
});

it.each([
  'Deployments aborted',
  'End of deployment for node-1 after long',
  'End of deployment for node-[1- after 3s',
  'Launching a deployment on no/such/name',
  'a line of something else',
  '',
])('%j is none of its sentences', (line) => {
  expect(readSentence(line)).toBeUndefined();
});

it.each([
  ['node-1', { host: 'node-1', error: '' }],
  [
    'node-2 (BootNewEnvKexec-wait_reboot: Unreachable (twice))',
    { host: 'node-2', error: 'BootNewEnvKexec-wait_reboot: Unreachable (twice)' },
  ],
  ['two words', undefined],
  ['', undefined],
])('%j in the lists at the end', (line, expected) => {
  expect(readListed(line)).toEqual(expected);
});
