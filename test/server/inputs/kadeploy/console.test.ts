// Kadeploy 3's text: sentences as its source prints them, put together to deployments.
import { describe, expect, it } from 'vitest';
import type { DeploymentReport } from '../../../../state-machines/deployment/deployment.ts';
import { createKadeployConsoleParser, isKadeployText } from '../../../../server/inputs/kadeploy/console.ts';
import { isUnparsed, type Parser } from '../../../../server/inputs/contract/parser.ts';
import { createSyslogParser } from '../readers.ts';

const wid = 'D-9a87115b-eb7f-45e4-90f2-bec00ccc5dab';

interface Told {
  words: string[];
  reports: DeploymentReport[];
  odd: string[];
}

/** What a text tells: seconds since its begin, host, event. */
function tell(text: string, parser: Parser = createKadeployConsoleParser(), beginMs = 0): Told {
  const told: Told = { words: [], reports: [], odd: [] };
  for (const [i, line] of text.split('\n').entries()) {
    const parsed = parser.parse({ text: line, source: 'console', number: i + 1, offset: null, receivedAtMs: 0 });
    if (isUnparsed(parsed)) told.odd.push(line);
    if (typeof parsed === 'string') continue;
    if (parsed.report) told.reports.push(parsed.report);
    for (const { sight, who, observedAtMs } of parsed.observations) {
      if (sight.kind !== 'event') continue;
      told.words.push(
        `${(observedAtMs - beginMs) / 1000} ${who.host} ${sight.name.replace('kadeploy3/', '')}${sight.error ? ` ✖ ${sight.text}` : ''}`,
      );
    }
  }
  return told;
}

const last = ({ reports }: Told) => reports.at(-1);
const membersOf = ({ reports }: Told) =>
  Object.fromEntries(reports.flatMap(({ members = [] }) => members.map(({ backend, status }) => [backend, status])));

describe('-V 4 of 3.3', () => {
  const text = `Deployment #${wid} started
Launching a deployment on node-[1-2]
Performing a Deploy[SetDeploymentEnvUntrusted] step
  switch_pxe
   ~ Time in switch_pxe: 1s
  reboot
     * Performing a soft reboot on node-[1-2]
   ~ Time in reboot: 2s
  wait_reboot
   ~ Time in wait_reboot: 97s
End of step Deploy[SetDeploymentEnvUntrusted] after 100s
Performing a Deploy[BroadcastEnvKascade] step
  send_environment
     * Broadcast time: 20s
   ~ Time in send_environment: 25s
End of step Deploy[BroadcastEnvKascade] after 25s
Performing a Deploy[BootNewEnvKexec] step
  kexec
   ~ Time in kexec: 3s
  wait_reboot
   ~ Time in wait_reboot: 60s
!!! The nodes node-2 failed on step wait_reboot
Step Deploy[BootNewEnvKexec] failed for node-2 after 63s
---
Nodeset [0] split into :
  [1] node-1
  [2] node-2
---
[1] End of step Deploy[BootNewEnvKexec] after 63s
[1] End of deployment for node-1 after 188s
[2] Performing a Deploy[BootNewEnvHardReboot] step
[2]   switch_pxe
[2]    ~ Time in switch_pxe: 2s
[2]   reboot
[2]   wait_reboot
[2]    ~ Time in wait_reboot: 90s
[2] End of step Deploy[BootNewEnvHardReboot] after 95s
[2] End of deployment for node-2 after 283s
End of deployment on cluster nova after 283s
Deployment #${wid} done

The deployment is successful on nodes
node-1
node-2`;
  const told = tell(text);

  it('is the run of each node, its times counted from the durations', () => {
    expect(told.odd).toEqual([]);
    expect(told.words.filter((words) => words.includes('node-2'))).toEqual([
      '0 node-2 SetDeploymentEnv',
      '0 node-2 SetDeploymentEnv/switch_pxe',
      '1 node-2 SetDeploymentEnv/reboot',
      '3 node-2 SetDeploymentEnv/wait_reboot',
      '100 node-2 BroadcastEnv',
      '100 node-2 BroadcastEnv/send_environment',
      '125 node-2 BootNewEnv',
      '125 node-2 BootNewEnv/kexec',
      '128 node-2 BootNewEnv/wait_reboot',
      '188 node-2 BootNewEnv/wait_reboot ✖ BootNewEnvKexec-wait_reboot failed',
      '188 node-2 BootNewEnv',
      '188 node-2 BootNewEnv/switch_pxe',
      '190 node-2 BootNewEnv/reboot',
      '190 node-2 BootNewEnv/wait_reboot',
      '283 node-2 deployed',
    ]);
    expect(told.words.findLast((words) => words.includes('node-1'))).toBe('188 node-1 deployed');
  });

  it('is a deployment with its members', () => {
    expect(last(told)).toMatchObject({
      id: `kadeploy:${wid}`,
      workflow: 'kadeploy-3',
      status: 'done',
      endedAt: '1970-01-01T00:04:43.000Z',
    });
    expect(membersOf(told)).toEqual({ 'node-1': 'done', 'node-2': 'done' });
  });
});

it('level 1 of 3.1.x: steps without micro-steps, a limit that killed a try, a breakpoint', () => {
  const told = tell(`Launching a deployment on node-[1-3].site
The nodes node-3.site are already involved in deployment, let's discard them
Performing a SetDeploymentEnvUntrusted step
Timeout in SetDeploymentEnvUntrusted before the end of the step, let's kill the instance
Performing a SetDeploymentEnvUntrusted step
End of step SetDeploymentEnvUntrusted after 90s
Performing a BroadcastEnvChain step
Step BroadcastEnvChain breakpointed
Breakpoint reached for node-[1-2].site
End of deployment on cluster nova after 300s`);
  expect(told.odd).toEqual([]);
  expect(told.words.filter((words) => words.includes('node-1'))).toEqual([
    '0 node-1.site SetDeploymentEnv',
    '0 node-1.site SetDeploymentEnv ✖ Timeout in the SetDeploymentEnvUntrusted step',
    '0 node-1.site SetDeploymentEnv',
    '90 node-1.site BroadcastEnv',
    '90 node-1.site breakpoint',
  ]);
  expect(membersOf(told)).toEqual({ 'node-1.site': 'held', 'node-2.site': 'held', 'node-3.site': 'not-started' });
  expect(last(told)).toMatchObject({ id: 'kadeploy:console@1970-01-01T00:00:00.000Z', status: 'done' });
});

it('a failure with its error, told by the server and in the lists of the client', () => {
  const told = tell(`Launching a deployment of debian11-base:2021 on node-[1-2]
Performing a Deploy[SetDeploymentEnvKexec] step
  kexec
   * Error[kexec] no route to host
!!! The nodes node-[1-2] failed on step kexec
Step Deploy[SetDeploymentEnvKexec] failed for node-[1-2] after 4s
Deployment failed for node-1 after 4s
The deployment failed on nodes
node-1 (SetDeploymentEnvKexec-kexec: no route to host)
node-2 (SetDeploymentEnvKexec-kexec: no route to host)`);
  expect(told.odd).toEqual([]);
  expect(told.words.filter((words) => words.includes('✖'))).toEqual([
    '0 node-1 SetDeploymentEnv/kexec ✖ no route to host',
    '0 node-2 SetDeploymentEnv/kexec ✖ no route to host',
    '4 node-1 failed ✖ SetDeploymentEnvKexec-kexec: no route to host',
    '4 node-2 failed ✖ SetDeploymentEnvKexec-kexec: no route to host',
  ]);
  expect(last(told)).toMatchObject({ status: 'failed' });
  expect(told.reports[0]).toMatchObject({ title: 'debian11-base:2021' });
});

it('several clusters, several servers, and an abort', () => {
  const told = tell(`Deployment #${wid} started
---
Clusters involved in the operation:
  [c1] : nova
  [c2] : hercule
---
[c1] Launching a deployment on nova-[1-2]
[c2] Launching a deployment on hercule-1
[c1] Performing a Deploy[SetDeploymentEnvUntrusted] step
[c1]   switch_pxe
[lyon]     [c2] Performing a Deploy[SetDeploymentEnvUntrusted] step
[c1.1]   reboot
[c2] Deployment aborted`);
  expect(told.odd).toEqual([]);
  expect(told.words).toEqual([
    '0 nova-1 SetDeploymentEnv',
    '0 nova-2 SetDeploymentEnv',
    '0 nova-1 SetDeploymentEnv/switch_pxe',
    '0 nova-2 SetDeploymentEnv/switch_pxe',
    '0 hercule-1 SetDeploymentEnv',
    '0 nova-1 SetDeploymentEnv/reboot',
    '0 nova-2 SetDeploymentEnv/reboot',
    '0 nova-1 aborted ✖ Deployment aborted',
    '0 nova-2 aborted ✖ Deployment aborted',
    '0 hercule-1 aborted ✖ Deployment aborted',
  ]);
  expect(last(told)).toMatchObject({ status: 'aborted' });
});

it('stamps of the server are its times', () => {
  const told = tell(
    '1389347228.12345|Launching a deployment on n1\n1389347230.50000|Performing a Deploy[BroadcastEnvTree] step',
    undefined,
    1_389_347_228_123,
  );
  expect(told.words).toEqual(['2.377 n1 BroadcastEnv']);
});

it('a text that is read as it comes is dated by our clock', () => {
  const parser = createKadeployConsoleParser();
  const parse = (text: string, receivedAtMs: number) => parser.parse({ text, source: 'x', number: null, offset: null, receivedAtMs });
  parse('Launching a deployment on n1', 1_000_000);
  expect(parse('Performing a Deploy[BroadcastEnvTree] step', 1_005_000)).toMatchObject({ observations: [{ observedAtMs: 1_005_000 }] });
});

const debugFile = [
  'Launching a deployment on n1',
  'Performing a Deploy[BootNewEnvKexec] step',
  '  kexec',
  'End of deployment for n1 after 9s',
];

it('the debug file tells several deployments side by side', () => {
  const lines = debugFile.flatMap((text, i) => [`D-1|root -> ${text}`, `D-2|jdoe -> ${text.replace('n1', `m${Math.min(i, 0)}`)}`]);
  const told = tell(lines.join('\n'));
  expect(told.odd).toEqual([]);
  expect(told.words.filter((words) => words.includes('m0'))).toEqual(['0 m0 BootNewEnv', '0 m0 BootNewEnv/kexec', '9 m0 deployed']);
  expect(told.reports.find(({ id }) => id === 'kadeploy:D-2')).toMatchObject({ user: 'jdoe' });
});

it('3.1.x wrote the same to syslog', () => {
  const parser = createSyslogParser({ timeZone: 'UTC', year: 2014, nowMs: () => 0 });
  const lines = debugFile.map((text, i) => `Jan 10 09:47:1${i} frontend Kadeploy-dbg[7]: D-1|root -> ${text}`);
  expect(tell(lines.join('\n'), parser, Date.UTC(2014, 0, 10, 9, 47, 10)).words).toEqual([
    '1 n1 BootNewEnv',
    '2 n1 BootNewEnv/kexec',
    '3 n1 deployed',
  ]);
});

it('is known by one sentence that nobody else says', () => {
  expect(isKadeployText(['$ kadeploy3 debian11-base', '  switch_pxe', 'Performing a Deploy[BootNewEnvKexec] step'])).toBe(true);
  expect(isKadeployText(['  switch_pxe', '---', '  [1] node-1', 'hello'])).toBe(false);
});

it('what nobody can read costs a counter', () => {
  const told = tell('Launching a deployment on n[1-\nLaunching a deployment on n[1-999999999]\nwhat is this?\n[c1] and this');
  expect(told).toEqual({ words: [], reports: [], odd: expect.any(Array) });
  expect(told.odd).toHaveLength(4);
});
