import { describe, expect, it } from 'vitest';
import * as fc from '../../fuzzing.ts';
import type { DeploymentSummary } from '../../../state-machines/deployment/deployment.ts';
import { incidentMark, incidentsOf, type Incident, type IncidentContext } from '../../../state-machines/incidents/incidents.ts';
import type { BackendSummary, RunSummary, StageSummary, WorkflowSummary } from '../../../state-machines/view/summary.ts';
import { at, backend, summary, zeroMs } from '../../web/views.ts';

const stage = (name: string, group: StageSummary['group'], title = name, role: StageSummary['role'] = null): StageSummary => ({
  name,
  title,
  group,
  step: null,
  role,
  optional: false,
  limitSeconds: 60,
  hint: `check ${name}`,
});

const workflow: WorkflowSummary = {
  name: 'stacki-sles-12',
  title: 'Stacki, SLES 12',
  deployer: 'Network install',
  steps: [],
  stages: [
    stage('DHCPDISCOVER', 'dhcp'),
    stage('DHCPOFFER', 'dhcp'),
    stage('DHCPREQUEST', 'dhcp'),
    stage('DHCPACK', 'dhcp'),
    stage('TFTP_RRQ', 'tftp', 'TFTP request'),
    stage('Kernel_RRQ', 'tftp', 'kernel request'),
    stage('Initrd_RRQ', 'tftp', 'ramdisk request'),
    stage('Root_Sent', 'profile', 'request for root'),
    stage('Profile_Sent', 'profile', 'profile request'),
    stage('SSH_Open', 'installer', 'open ssh port'),
    stage('Disks_Found', 'installer', 'partition file'),
    stage('Rebooting', 'reboot', 'boot from disk', 'disk-boot'),
    stage('Online', 'reboot', 'message from the installed system', 'end'),
  ],
};
const names = workflow.stages.map(({ name }) => name);
const context: IncidentContext = {
  workflows: new Map([[workflow.name, workflow]]),
  deployments: new Map(),
  reached: {},
  nowMs: zeroMs + 600_000,
};

function withRun(id: string, run: Partial<RunSummary> & Pick<RunSummary, 'status'>, told: Partial<BackendSummary> = {}): BackendSummary {
  return backend(id, { status: run.status, run: summary(run), ...told });
}

/** Late since that second: what must come after `after` has not. */
function late(id: string, after: string, second: number, told: Partial<BackendSummary> = {}): BackendSummary {
  const nextStage = names[names.indexOf(after) + 1] ?? null;
  return withRun(id, { status: 'late', stage: after, stageAt: at(second - 60), nextStage, since: at(second) }, told);
}

function failed(id: string, name: string, second: number, message: string | null): BackendSummary {
  return withRun(id, { status: 'failed', stage: name, stageAt: at(second), since: at(second), count: 2, message });
}

/** The same, until it was given up. */
function givenUp(id: string, after: string, second: number): BackendSummary {
  const done = names.indexOf(after);
  const stages = names.map((_, i) => (i <= done ? 'd' : i === done + 1 ? 'f' : '.')).join('');
  const message = `has not come within 30 m of ${after}: the install is given up`;
  return withRun(id, { status: 'failed', stage: names[done + 1] ?? null, stageAt: at(second), since: at(second), stages, message });
}

const refused = (ip: string, status: number, path = '/install/sbin/profile.cgi'): string =>
  `${ip} - - [21/Nov/2026:01:10:49 +0000] "GET ${path} HTTP/1.1" ${status} 571`;
const ids = ['a', 'b', 'c'];
const three = (make: (id: string, i: number) => BackendSummary): BackendSummary[] => ids.map((id, i) => make(id, i));

describe('three backends', () => {
  it.each<[string, BackendSummary[], string[]]>([
    ['late after DHCPACK', three((id) => late(id, 'DHCPACK', 100)), ['3 backends stopped after DHCPACK: TFTP?']],
    ['given up after DHCPACK', three((id) => givenUp(id, 'DHCPACK', 100)), ['3 backends stopped after DHCPACK: TFTP?']],
    ['given up at the start', three((id) => givenUp(id, '', 100)), ['3 backends stopped after their start: no DHCPDISCOVER']],
    ['of which one was given up', three((id, i) => (i === 0 ? givenUp : late)(id, 'DHCPACK', 100)), []],
    ['without an offer', three((id) => late(id, 'DHCPDISCOVER', 100)), ['3 backends get no DHCPOFFER: dhcpd, or its pool?']],
    ['without a DHCPACK', three((id) => late(id, 'DHCPREQUEST', 100)), ['3 backends get no DHCPACK: dhcpd, or its pool?']],
    ['that do not take the offer', three((id) => late(id, 'DHCPOFFER', 100)), ['3 backends stopped after DHCPOFFER: no DHCPREQUEST']],
    ['without a kernel', three((id) => late(id, 'TFTP_RRQ', 100)), ['3 backends stopped after TFTP request: kernel or ramdisk?']],
    ['without a ramdisk', three((id) => late(id, 'Kernel_RRQ', 100)), ['3 backends stopped after kernel request: kernel or ramdisk?']],
    ['without an image', three((id) => late(id, 'Initrd_RRQ', 100)), ['3 backends stopped after ramdisk request: HTTP server?']],
    ['without a profile', three((id) => late(id, 'Root_Sent', 100)), ['3 backends stopped after request for root: HTTP server?']],
    [
      'stopped at one file or another',
      three((id, i) => late(id, i === 0 ? 'Root_Sent' : 'Initrd_RRQ', 100)),
      ['3 backends stopped on the way to their profile: HTTP server?'],
    ],
    [
      'without a word of the installed system',
      three((id) => late(id, 'Rebooting', 100)),
      ['3 backends rebooted and did not come online: their disks, or the message broker?'],
    ],
    ['late elsewhere', three((id) => late(id, 'SSH_Open', 100)), ['3 backends stopped after open ssh port: no partition file']],
    ['late at different stages', three((id, i) => late(id, names[3 + 2 * i] ?? '', 100)), []],
    [
      'with the same HTTP error',
      three((id, i) => failed(id, 'Profile_Sent', 100, refused(`10.1.1.${i}`, 500))),
      ['3 backends failed at profile request: HTTP 500'],
    ],
    [
      'with the same HTTP error, in nginx’s words',
      three((id) => failed(id, 'Profile_Sent', 100, refused('10.1.1.1', 404, '/a?{\\x22b\\x22:1}'))),
      ['3 backends failed at profile request: HTTP 404'],
    ],
    [
      'with quotes in what they asked for',
      three((id) => failed(id, 'Profile_Sent', 100, refused('10.1.1.1', 404, '/a\\" 200 1'))),
      ['3 backends failed at profile request: HTTP 404'],
    ],
    ['with different HTTP errors', three((id, i) => failed(id, 'Profile_Sent', 100, refused('10.1.1.1', 500 + i))), []],
    ['with HTTP errors at different stages', three((id, i) => failed(id, names[7 + i] ?? '', 100, refused('10.1.1.1', 500))), []],
    [
      'with the same failure but for addresses and numbers',
      three((id, i) => failed(id, 'TFTP_RRQ', 100, `pxelinux.cfg/0A01016${i} for 52:54:00:aa:0${i}:1f after ${i} s: File not found`)),
      ['3 backends failed at TFTP request'],
    ],
    ['with no words', three((id) => failed(id, 'SSH_Open', 100, null)), ['3 backends failed at open ssh port']],
    ['with different failures', three((id, i) => failed(id, 'SSH_Open', 100, ['no port', 'no host', 'no route'][i] ?? '')), []],
    [
      'stalled together, wherever',
      three((id, i) => withRun(id, { status: 'stalled', stage: names[i] ?? '', since: at(100) })),
      ['3 backends stalled: their installers cannot continue'],
    ],
    ['a minute apart each', three((id, i) => late(id, 'DHCPACK', 100 + i * 60)), ['3 backends stopped after DHCPACK: TFTP?']],
    ['one of them more than a minute later', three((id, i) => late(id, 'DHCPACK', i === 2 ? 161 : 100)), []],
    ['one of them muted', three((id, i) => late(id, 'DHCPACK', 100, i === 0 ? { muted: muted(null) } : {})), []],
    ['one of them muted for a while yet', three((id, i) => late(id, 'DHCPACK', 100, i === 0 ? { muted: muted(601) } : {})), []],
    [
      'one of them muted until a while ago',
      three((id, i) => late(id, 'DHCPACK', 100, i === 0 ? { muted: muted(599) } : {})),
      ['3 backends stopped after DHCPACK: TFTP?'],
    ],
    [
      'one of them of another workflow, that nobody knows',
      three((id, i) => late(id, 'DHCPACK', 100, i === 0 ? { workflow: 'lost' } : {})),
      [],
    ],
    ['that install', three((id) => withRun(id, { status: 'installing', stage: 'DHCPACK' })), []],
    ['that are held', three((id) => withRun(id, { status: 'waiting', stage: 'SSH_Open' })), []],
    ['that are idle', three((id) => backend(id)), []],
  ])('%s', (_, backends, titles) => {
    expect(incidentsOf(backends, context).map(({ title }) => title)).toEqual(titles);
  });
});

function muted(second: number | null): BackendSummary['muted'] {
  return { by: 'anna', at: at(0), note: null, until: second === null ? null : at(second) };
}

function acknowledged(told: BackendSummary): BackendSummary {
  return { ...told, run: told.run && { ...told.run, acknowledged: { by: 'anna', at: at(200), note: null } } };
}

const finding = { rule: 'bundle-order', text: 'base-net-sw left out', remedy: 'deploy it' };
const deployment = (told: Partial<DeploymentSummary> = {}): DeploymentSummary => ({
  id: 'kiln:1',
  workflow: workflow.name,
  title: 'Kiln 1',
  status: 'failed',
  state: 'failed',
  user: null,
  startedAt: at(0),
  endedAt: at(200),
  reportedAt: at(200),
  order: 'serial',
  atOnce: null,
  stopOnFailure: true,
  error: null,
  counts: { 'not-started': 7, running: 0, done: 2, failed: 1, aborted: 0, held: 0 },
  brokenPrerequisites: 0,
  ...told,
});
const failedIn = (id: string, second: number): BackendSummary =>
  withRun(id, { status: 'failed', stage: 'Rebooting', since: at(second), count: 1, message: `${id} burnt`, deployment: 'kiln:1' });

describe('a cause that is told by name', () => {
  it.each<[string, BackendSummary[], Partial<DeploymentSummary>, string[]]>([
    ['a rule that one broke', [withRun('a', { status: 'installing', stage: 'DHCPACK', finding })], {}, ['a: bundle-order']],
    [
      'the same of three, hours apart, of which one failed',
      [
        withRun('a', { status: 'installing', stage: 'DHCPACK', since: at(-9_000), finding }),
        withRun('b', { status: 'failed', stage: 'DHCPACK', count: 1, since: at(9), finding }),
        withRun('c', { status: 'installing', stage: 'DHCPACK', since: at(200), finding }),
      ],
      {},
      ['3 backends: bundle-order'],
    ],
    ['a rule that was broken in a run that ended well', [withRun('a', { status: 'installed', stage: 'Online', finding })], {}, []],
    [
      'what many miss, whatever each has broken before',
      three((id) => {
        const one = late(id, 'DHCPACK', 100);
        return { ...one, run: one.run && { ...one.run, finding } };
      }),
      {},
      ['3 backends stopped after DHCPACK: TFTP?'],
    ],
    ['one that stopped a deployment', [failedIn('a', 100)], {}, ['Kiln 1 stopped: a failed, 7 never begun']],
    ['two that stopped it, far apart', [failedIn('a', 100), failedIn('b', 500)], {}, ['Kiln 1 stopped: 2 backends failed, 7 never begun']],
    ['one of a deployment that goes on', [failedIn('a', 100)], { stopOnFailure: false }, []],
    ['one of a deployment that is under way', [failedIn('a', 100)], { status: 'running' }, []],
  ])('%s', (_, backends, told, titles) => {
    const deployments = new Map([['kiln:1', deployment(told)]]);
    expect(incidentsOf(backends, { ...context, deployments }).map(({ title }) => title)).toEqual(titles);
  });

  it('says what it means and what to do; of those that are well nothing is acknowledged', () => {
    const [incident] = incidentsOf([withRun('a', { status: 'installing', stage: 'DHCPACK', finding })], context);
    expect(incident).toMatchObject({ means: finding.text, hint: finding.remedy, acknowledged: false, deployment: null });
    expect(incident && incidentMark(incident)).toEqual({ tone: 'late', glyph: '!' });
  });

  it('leads to the deployment', () => {
    const [incident] = incidentsOf([failedIn('a', 100)], { ...context, deployments: new Map([['kiln:1', deployment()]]) });
    expect(incident).toMatchObject({ deployment: 'kiln:1', means: 'a burnt', backends: ['a'] });
  });
});

describe('an incident', () => {
  it('tells all that a reader needs', () => {
    const backends = [late('b', 'DHCPACK', 130), late('c', 'DHCPACK', 100), late('a', 'DHCPACK', 130)];
    expect(incidentsOf(backends, context)).toEqual([
      {
        id: 'no-tftp:late:DHCPACK@2026-11-21T01:06:40.000Z',
        rule: 'no-tftp',
        title: '3 backends stopped after DHCPACK: TFTP?',
        means: 'No TFTP request has reached this server since.',
        hint: 'check TFTP_RRQ',
        status: 'late',
        deployment: null,
        stage: 'TFTP_RRQ',
        backends: ['c', 'a', 'b'],
        since: at(100),
        acknowledged: false,
      },
    ] satisfies Incident[]);
  });

  it.each<[string, string, string | null, BackendSummary[], IncidentContext['reached']]>([
    ['nobody has reached TFTP', 'DHCPACK', 'No TFTP request has reached this server since.', [], {}],
    ['nobody has since', 'DHCPACK', 'No TFTP request has reached this server since.', [], { tftp: at(99), dhcp: at(500) }],
    ['somebody has since', 'DHCPACK', 'Others have got through since.', [], { tftp: at(100) }],
    ['a stage in the middle of its part, nobody came there', 'Kernel_RRQ', null, [], { tftp: at(500) }],
    [
      'another stands there since',
      'Kernel_RRQ',
      'Others have got through since.',
      [withRun('z', { status: 'installing', stage: 'Initrd_RRQ', stageAt: at(100), stages: 'ddddddd......', startedAt: at(20) })],
      {},
    ],
    [
      'another stands there from before',
      'Kernel_RRQ',
      null,
      [withRun('z', { status: 'installing', stage: 'Initrd_RRQ', stageAt: at(99), stages: 'ddddddd......', startedAt: at(20) })],
      {},
    ],
    [
      'another began since, and has passed it',
      'Kernel_RRQ',
      'Others have got through since.',
      [withRun('z', { status: 'installing', stage: 'Root_Sent', stageAt: at(300), stages: 'dddddddd.....', startedAt: at(120) })],
      {},
    ],
    [
      'another began since, and failed there',
      'Kernel_RRQ',
      null,
      [withRun('z', { status: 'failed', stage: 'Initrd_RRQ', stageAt: at(300), stages: 'ddddddf......', startedAt: at(120) })],
      {},
    ],
  ])('says whether others got through: %s', (_, after, means, others, reached) => {
    const backends = [...three((id) => late(id, after, 100)), ...others];
    expect(incidentsOf(backends, { ...context, reached })[0]?.means).toBe(means);
  });

  it('tells the words of the first that failed', () => {
    const backends = three((id, i) => failed(id, 'SSH_Open', 100 - i, `no port after ${100 + i} tries`));
    expect(incidentsOf(backends, context)[0]?.means).toBe('The first reported: no port after 102 tries');
  });

  it('is counted as the rest of the page counts', () => {
    const backends = Array.from({ length: 1_200 }, (_, n) => late(`n${n}`, 'DHCPACK', 100));
    expect(incidentsOf(backends, context)[0]?.title).toBe('1,200 backends stopped after DHCPACK: TFTP?');
  });

  it('keeps its name while it grows and is acknowledged', () => {
    const backends = three((id) => late(id, 'DHCPACK', 100));
    const [before] = incidentsOf(backends, context);
    const known = backends.map(acknowledged);
    const [after] = incidentsOf([...known, late('d', 'DHCPACK', 150)], context);
    expect(after).toMatchObject({ id: before?.id, backends: ['a', 'b', 'c', 'd'], acknowledged: false });
    expect(incidentsOf(known, context)).toMatchObject([{ id: before?.id, acknowledged: true }]);
  });

  it('comes before those that are smaller, and those that somebody knows', () => {
    const backends = [
      ...['a', 'b', 'c', 'd', 'e'].map((id) => acknowledged(late(id, 'DHCPACK', 100))),
      ...['f', 'g', 'h'].map((id) => late(id, 'Root_Sent', 100)),
      ...['i', 'j', 'k'].map((id) => failed(id, 'SSH_Open', 100, 'no port')),
      ...['l', 'm', 'n', 'o'].map((id) => late(id, 'Rebooting', 100)),
    ];
    expect(incidentsOf(backends, context).map(({ rule }) => rule)).toEqual(['not-online', 'same-failure', 'no-http', 'no-tftp']);
  });

  it('shows a request whose line is longer than any sensible one', () => {
    const hostile = `10.1.1.1 - - [21/Nov/2026:01:10:49 +0000] "GET /${'] "\\'.repeat(20_000)}`;
    const backends = three((id) => failed(id, 'Profile_Sent', 100, hostile));
    expect(incidentsOf(backends, context)).toMatchObject([{ rule: 'same-failure' }]);
  });
});

describe('whatever the field does', () => {
  const statuses = ['late', 'failed', 'stalled', 'installing', 'installed'] as const;
  const anybody = fc
    .record({
      status: fc.constantFrom(...statuses),
      stage: fc.constantFrom(...names.slice(0, -1)),
      second: fc.integer({ min: 0, max: 300 }),
      message: fc.constantFrom(null, refused('10.1.1.1', 500), refused('10.1.1.2', 404), 'no port 1', 'no port 2', 'lost'),
      muted: fc.constantFrom(null, null, null, muted(null)),
    })
    .map(({ status, stage: name, second, message, muted: mute }) => {
      const run = {
        status,
        stage: name,
        nextStage: names[names.indexOf(name) + 1] ?? null,
        stageAt: at(second),
        since: at(second),
        message,
      };
      return { run, mute };
    });
  const field = fc.array(anybody, { maxLength: 60 }).map((all) => all.map(({ run, mute }, i) => withRun(`n${i}`, run, { muted: mute })));

  it('a backend is in one incident at most, and the order in which they are told does not matter', () => {
    fc.assert(
      fc.property(field, fc.infiniteStream(fc.nat()), (backends, order) => {
        const incidents = incidentsOf(backends, context);
        const inside = incidents.flatMap((incident) => incident.backends);
        expect(new Set(inside).size).toBe(inside.length);
        expect(new Set(incidents.map(({ id }) => id)).size).toBe(incidents.length);
        const shuffled = backends.map((one) => ({ one, rank: order.next().value ?? 0 })).toSorted((a, b) => a.rank - b.rank);
        expect(
          incidentsOf(
            shuffled.map(({ one }) => one),
            context,
          ),
        ).toEqual(incidents);
      }),
    );
  });

  it('those in an incident are in trouble, not muted, alike in status, and each within a minute of the one before', () => {
    fc.assert(
      fc.property(field, (backends) => {
        const byId = new Map(backends.map((one) => [one.id, one]));
        for (const incident of incidentsOf(backends, context)) {
          const members = incident.backends.map((id) => byId.get(id));
          expect(members.length).toBeGreaterThanOrEqual(3);
          expect(members.every((one) => one?.status === incident.status && one.muted === null)).toBe(true);
          const times = members.map((one) => Date.parse(one?.run?.since ?? ''));
          expect(times.slice(1).every((ms, i) => ms - (times[i] ?? 0) >= 0 && ms - (times[i] ?? 0) <= 60_000)).toBe(true);
        }
      }),
    );
  });
});
