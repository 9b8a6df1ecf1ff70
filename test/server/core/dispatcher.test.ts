import { beforeEach, describe, expect, it } from 'vitest';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { Dispatcher } from '../../../server/core/dispatcher.ts';
import type { EventPhase } from '../../../state-machines/vocabulary.ts';
import { Registry } from '../../../server/core/registry.ts';
import type { Change } from '../../../server/core/change.ts';
import { declared, ip, mac, observation, startMs } from './changes.ts';
import { keptLog } from '../inputs/following/silent-log.ts';
import { readingOf } from '../../../server/core/queue.ts';

const workflow = builtInWorkflows.get('stacki-sles-12');
if (!workflow) throw new Error('stacki-sles-12 is gone');
const otherMac = '52:54:00:cc:00:01';
const discover = { kind: 'dhcp', message: 'DISCOVER', note: null } as const;
const ack = { kind: 'dhcp', message: 'ACK', note: null } as const;

let changes: Change[];
let kept: ReturnType<typeof keptLog>;

function create({ discovery = false, registry = new Registry() } = {}): Dispatcher {
  return new Dispatcher({
    registry,
    workflows: builtInWorkflows,
    defaultWorkflow: workflow as NonNullable<typeof workflow>,
    discovery,
    onChange: (change) => void changes.push(change),
    log: kept.log,
  });
}
const see = (dispatcher: Dispatcher, ...parts: Parameters<typeof observation>): void =>
  dispatcher.dispatch(readingOf(observation(...parts)));
const stages = (): string[] =>
  changes.map((change) =>
    change.type === 'transition' ? `${change.backend.id} ${change.transition.kind} ${change.transition.stage}` : wordsOf(change),
  );
const wordsOf = (change: Exclude<Change, { type: 'transition' }>): string =>
  change.type === 'gone' ? `gone ${change.id}` : `deployment ${change.deployment.id} ${change.deployment.status}`;

beforeEach(() => {
  changes = [];
  kept = keptLog();
});

describe('without discovery', () => {
  it('what a stranger does is counted and not processed', () => {
    const dispatcher = create();
    for (const who of [{ mac: otherMac }, { ip: '10.9.9.9' }, { host: 'stranger' }]) see(dispatcher, discover, { who });
    expect(dispatcher.counters).toMatchObject({ observations: 3, unknownBackend: 3, transitions: 0 });
    expect([...dispatcher.unknownSenders]).toEqual([otherMac, '10.9.9.9', 'stranger']);
    expect([...dispatcher.registry.all()]).toEqual([]);
    expect(changes).toEqual([]);
  });

  it('a machine that is expected is followed from its first message on', () => {
    const registry = new Registry();
    registry.redeclare([{ host: 'expected', interfaces: [{ mac: otherMac }], files: {}, whenSeen: true }]);
    const dispatcher = create({ registry });
    see(dispatcher, discover, { who: { mac: otherMac } });
    expect(stages()).toContainEqual(expect.stringMatching(/^expected .* DHCPDISCOVER$/));
    expect(dispatcher.counters.unknownBackend).toBe(0);
  });

  it('what DNS calls a machine is stored with it, when that changes something', () => {
    const dispatcher = create({ discovery: true });
    see(dispatcher, ack, { who: { mac: otherMac }, lease: { ip: '10.9.9.9', host: null } });
    dispatcher.touched.clear();
    const name = { kind: 'name', backend: otherMac, ip: '10.9.9.9' } as const;
    dispatcher.dispatch({ ...name, ip: '10.9.9.8', host: 'late' });
    expect([...dispatcher.touched]).toEqual([]);
    dispatcher.dispatch({ ...name, host: 'told' });
    expect([...dispatcher.touched].map(({ host }) => host)).toEqual(['told']);
  });

  it('only so many strangers are remembered', () => {
    const dispatcher = create();
    for (let n = 0; n < 1_000; n++) see(dispatcher, discover, { who: { host: `stranger-${n}` } });
    expect(dispatcher.counters.unknownBackend).toBe(1_000);
    expect(dispatcher.unknownSenders.size).toBe(100);
  });

  it('an address that was leased to a stranger is no longer the backend’s', () => {
    const dispatcher = create();
    dispatcher.registry.declare(declared);
    see(dispatcher, ack, { who: { mac: otherMac }, lease: { ip, host: null } });
    see(dispatcher, { kind: 'report', stage: 'SSH_Open', error: false, message: null }, { who: { ip } });
    expect(dispatcher.counters.unknownBackend).toBe(2);
    expect(changes).toEqual([]);
  });

  it('a declared backend is followed', () => {
    const dispatcher = create();
    const backend = dispatcher.registry.declare(declared);
    see(dispatcher, discover);
    expect(stages()).toEqual(['backend-0-0 reached DHCPDISCOVER']);
    expect(backend.lastHeardMs).toBe(startMs);
  });
});

describe('with discovery', () => {
  it('what a deployer calls a machine finds it again, unless an inventory or DHCP says otherwise', () => {
    const dispatcher = create({ discovery: true });
    const fetch = (named: string) =>
      see(dispatcher, { kind: 'http', path: `/install/autoinst/${named}`, query: '', status: 200 }, { who: { ip }, named });
    const booting = { kind: 'event', name: 'xcat/booting', phase: 'start', error: false, part: 'handover', text: 'x' } as const;
    see(dispatcher, ack, { lease: { ip, host: null } });
    fetch('cn01');
    see(dispatcher, booting, { who: { host: 'cn01' } });
    expect([...dispatcher.registry.all()].map(({ id, host }) => [id, host])).toEqual([[mac, 'cn01']]);
    expect(stages().at(-1)).toBe(`${mac} reached Node_Booting`);
    see(dispatcher, ack, { lease: { ip, host: 'node-1' } });
    fetch('cn02');
    expect(dispatcher.registry.get(mac)?.host).toBe('node-1');
  });

  it('a machine that asks for an address is followed', () => {
    see(create({ discovery: true }), discover);
    expect(stages()).toEqual([`${mac} reached DHCPDISCOVER`]);
  });

  it.each([
    ['a heartbeat', { kind: 'heartbeat', ok: true, text: 'online' } as const],
    ['some text', { kind: 'text', text: 'hello' } as const],
    ['a refusal', { kind: 'dhcp', message: 'NAK', note: null } as const],
    ['a web page', { kind: 'http', path: '/index.html', query: '', status: 200 } as const],
  ])('%s alone makes nobody a backend', (_, sight) => {
    const dispatcher = create({ discovery: true });
    see(dispatcher, sight);
    expect([...dispatcher.registry.all()]).toEqual([]);
    expect(dispatcher.counters.unknownBackend).toBe(1);
  });

  it('a system that installs nothing makes nobody a backend, and ends what it began, unless an inventory calls its kernel an installer’s', () => {
    const dispatcher = create({ discovery: true });
    const genesis = { kind: 'tftp', file: 'xcat/genesis.kernel.x86_64', error: null } as const;
    see(dispatcher, genesis, { who: { ip: '10.9.9.9' } });
    expect([...dispatcher.registry.all()]).toEqual([]);
    see(dispatcher, ack, { lease: { ip, host: null } });
    see(dispatcher, discover);
    dispatcher.touched.clear();
    see(dispatcher, genesis, { who: { ip } });
    expect(stages().at(-1)).toBe(`${mac} dissolved DHCPDISCOVER`);
    expect([...dispatcher.touched].map(({ id, track }) => [id, track.otherBootMs])).toEqual([[mac, startMs]]);
    dispatcher.registry.declare({ ...declared, files: { installKernel: 'xcat/genesis.kernel.x86_64' } });
    see(dispatcher, genesis, { who: { ip } });
    expect(stages().at(-1)).toBe(`${mac} reached VMLinuz_RRQ_Install`);
  });

  it('a machine first known by address, then by MAC, is one: the other is told to be gone', () => {
    const dispatcher = create({ discovery: true });
    see(dispatcher, { kind: 'report', stage: 'SSH_Open', error: false, message: null }, { who: { ip } });
    see(dispatcher, discover, { observedAtMs: startMs + 1_000 });
    see(dispatcher, ack, { observedAtMs: startMs + 2_000, lease: { ip, host: null } });
    expect([...dispatcher.registry.all()].map((backend) => backend.id)).toEqual([ip]);
    expect(stages()).toContain(`gone ${mac}`);
  });
});

const event = (name: string, phase: EventPhase) =>
  ({ kind: 'event', name, phase, error: false, part: null, text: `words of ${name}` }) as const;

const created = (): Dispatcher => {
  const dispatcher = create();
  dispatcher.registry.declare(declared);
  return dispatcher;
};

it('an answer proves what the machine had sent, where its server does not log that', () => {
  const dispatcher = create({ discovery: true });
  const lease = { ip, host: null };
  see(dispatcher, { kind: 'dhcp', message: 'OFFER', note: null, answers: 'DISCOVER' }, { who: { mac } });
  see(dispatcher, { kind: 'dhcp', message: 'ACK', note: null, answers: 'REQUEST' }, { who: { mac, ip }, lease });
  expect(stages()).toEqual(['DHCPDISCOVER', 'DHCPOFFER', 'DHCPREQUEST', 'DHCPACK'].map((stage) => `${mac} reached ${stage}`));
  expect(dispatcher.registry.get(mac)).toMatchObject({ ip });
  expect(dispatcher.counters.observations).toBe(2);
});

describe('packages', () => {
  const fetched = { kind: 'http', path: '/rocky/9/Packages/k/kernel-5.14.0.rpm', query: '', status: 200 } as const;
  const reported = { kind: 'report', stage: 'Packages_Started', error: false, message: null } as const;
  it('that a machine fetches begin no run, and that it reports to install them begins one', () => {
    const dispatcher = create();
    dispatcher.registry.declare({ ...declared, workflow: 'rhel' });
    see(dispatcher, fetched);
    expect(stages()).toEqual([]);
    see(dispatcher, reported);
    expect(stages()).toEqual(['backend-0-0 reached Packages_Started']);
  });
});

describe('events of installers', () => {
  it('tell the workflow of a machine that nobody declared', () => {
    const dispatcher = create({ discovery: true });
    see(dispatcher, { kind: 'tftp', file: 'vmlinuz', error: null });
    see(dispatcher, event('fai/confdir', 'finish'), { observedAtMs: startMs + 1_000 });
    expect(stages()).toEqual([`${mac} reached VMLinuz_RRQ_Install`, `${mac} reached FAI_confdir`]);
    expect([...dispatcher.registry.all()][0]?.track.open?.workflow.name).toBe('fai');
  });

  it('that the workflow has no stage for are the last words of the run', () => {
    const dispatcher = created();
    see(dispatcher, { kind: 'tftp', file: 'vmlinuz', error: null });
    see(dispatcher, event('fai/coffee', 'start'));
    expect(stages()).toEqual(['backend-0-0 reached VMLinuz_RRQ_Install', 'backend-0-0 text VMLinuz_RRQ_Install']);
    expect(dispatcher.registry.get('backend-0-0')?.track.open?.text).toBe('words of fai/coffee');
    expect(dispatcher.counters.unknownStage).toBe(0);
  });

  it('begin a run where its beginning was not seen; a note begins none', () => {
    const dispatcher = created();
    see(dispatcher, event('smq/installhash', 'note'));
    expect(stages()).toEqual([]);
    see(dispatcher, event('fai/SSH_Open', 'start'));
    expect(stages()).toEqual(['backend-0-0 reached SSH_Open']);
  });

  it('that are notes belong to the run that ended well, too', () => {
    const dispatcher = created();
    see(dispatcher, { kind: 'tftp', file: 'vmlinuz', error: null });
    see(dispatcher, { kind: 'heartbeat', ok: true, text: 'online' }, { observedAtMs: startMs + 1_000 });
    see(dispatcher, event('smq/installhash', 'note'), { observedAtMs: startMs + 2_000 });
    expect(stages().at(-1)).toBe('backend-0-0 reached Install_Hash');
  });
});

describe('changes', () => {
  it('are numbered without a gap', () => {
    const dispatcher = create();
    dispatcher.registry.declare(declared);
    dispatcher.continueFrom(41);
    for (const message of ['DISCOVER', 'OFFER', 'REQUEST', 'ACK'] as const) see(dispatcher, { kind: 'dhcp', message, note: null });
    expect(changes.map((change) => change.seq)).toEqual([42, 43, 44, 45]);
    expect(dispatcher.seq).toBe(45);
  });

  it('a limit that passes is one', () => {
    const dispatcher = create();
    dispatcher.registry.declare(declared);
    see(dispatcher, discover);
    dispatcher.dispatch({ kind: 'time', nowMs: startMs });
    expect(changes).toHaveLength(1);
    dispatcher.dispatch({ kind: 'time', nowMs: startMs + 86_400_000 });
    dispatcher.dispatch({ kind: 'time', nowMs: startMs + 2 * 86_400_000 });
    expect(changes.filter((change) => change.type === 'transition' && change.transition.kind === 'late')).toHaveLength(1);
  });
});

describe('the error boundary', () => {
  it('an event that breaks a machine costs a counter, and the next is processed', () => {
    const dispatcher = create();
    const backend = dispatcher.registry.declare(declared);
    Object.defineProperty(backend.track, 'observe', {
      configurable: true,
      value: () => {
        throw new Error('broken machine');
      },
    });
    see(dispatcher, discover);
    expect(dispatcher.counters.errors).toBe(1);
    Reflect.deleteProperty(backend.track, 'observe');
    see(dispatcher, discover);
    expect(stages()).toEqual(['backend-0-0 reached DHCPDISCOVER']);
  });
});

it('a reported stage that the workflow does not have is counted and told once', () => {
  const dispatcher = create();
  dispatcher.registry.declare(declared);
  const report = { kind: 'report', stage: 'Coffee_Made', error: false, message: null } as const;
  see(dispatcher, report);
  see(dispatcher, report);
  expect(dispatcher.counters.unknownStage).toBe(2);
  expect(kept.said.all.filter(({ text }) => text.includes('Coffee_Made'))).toHaveLength(1);
});

const http = (path: string) => ({ kind: 'http', path, query: '', status: 200 }) as const;

const runsOf = (dispatcher: Dispatcher) => [...dispatcher.registry.all()].flatMap((backend) => backend.track.runs);

describe('the workflow of a machine', () => {
  const kernel = { kind: 'tftp', file: 'vmlinuz', error: null } as const;

  it('that nobody declared is told by what it asks for, and the run moves with what it has', () => {
    const dispatcher = create({ discovery: true });
    see(dispatcher, discover);
    see(dispatcher, kernel);
    expect(runsOf(dispatcher)[0]?.workflow.name).toBe('stacki-sles-12');
    see(dispatcher, http('/ks/ks.cfg'));
    see(dispatcher, http('/cblr/svc/op/autoinstall/system/web01'));
    const [run, ...others] = runsOf(dispatcher);
    expect(others).toEqual([]);
    expect(run?.workflow.name).toBe('cobbler');
    expect(Object.keys(run?.snapshot.context.records ?? {})).toEqual([
      'DHCPDISCOVER',
      'VMLinuz_RRQ_Install',
      'Kickstart_Sent',
      'Autoinstall_Sent',
    ]);
    see(dispatcher, http('/ks/ks.cfg'));
    expect(run?.workflow.name).toBe('cobbler');
  });

  it('that is declared is what the inventory says', () => {
    const dispatcher = create();
    dispatcher.registry.declare(declared);
    see(dispatcher, kernel);
    see(dispatcher, http('/cblr/svc/op/autoinstall/system/web01'));
    expect(runsOf(dispatcher).map((run) => run.workflow.name)).toEqual(['stacki-sles-12']);
  });

  it('is not told by packages: they open no run, and show no machine', () => {
    const dispatcher = create({ discovery: true });
    dispatcher.registry.declare({ ...declared, workflow: 'rhel' });
    see(dispatcher, http('/rocky/9/Packages/b/bash.rpm'));
    see(dispatcher, http('/rocky/9/Packages/b/bash.rpm'), { who: { ip: '10.9.9.9' } });
    expect(runsOf(dispatcher)).toEqual([]);
    expect([...dispatcher.registry.all()]).toHaveLength(1);
  });

  it('begins anew with each run: what told the one before does not hold the next', () => {
    const dispatcher = create({ discovery: true });
    see(dispatcher, kernel);
    see(dispatcher, http('/cblr/svc/op/autoinstall/system/web01'));
    see(dispatcher, { kind: 'heartbeat', ok: true, text: '' }, { observedAtMs: startMs + 600_000 });
    see(dispatcher, { ...kernel, file: 'debian-installer/amd64/linux' }, { observedAtMs: startMs + 900_000 });
    expect(runsOf(dispatcher).map((run) => run.workflow.name)).toEqual(['cobbler', 'debian-preseed']);
  });
});
