import { describe, expect, it } from 'vitest';
import { builtInWorkflows } from '../../../../state-machines/workflow/built-in.ts';
import type { Change } from '../../../../server/core/change.ts';
import { Deadlines } from '../../../../server/core/dispatch/deadlines.ts';
import { Outgoing } from '../../../../server/core/dispatch/outgoing.ts';
import { Owners } from '../../../../server/core/dispatch/owners.ts';
import { WorkflowChoice } from '../../../../server/core/dispatch/workflow-choice.ts';
import { Registry } from '../../../../server/core/registry.ts';
import { rulesOf } from '../../../../server/core/rules.ts';
import { declared, ip, mac, observation } from '../changes.ts';

const discover = { kind: 'dhcp', message: 'DISCOVER', note: null } as const;
const ack = { ...discover, message: 'ACK' } as const;
const other = '52:54:00:cc:00:01';
const ssh = { kind: 'report', stage: 'SSH_Open', error: false, message: null } as const;

function create({ discovery = true } = {}) {
  const registry = new Registry();
  const changes: Change[] = [];
  const unknown: string[] = [];
  const out = new Outgoing((change) => changes.push(change), new Deadlines());
  const choice = new WorkflowChoice(rulesOf({ workflows: builtInWorkflows }));
  const owners = new Owners({ registry, discovery, choice, out, onUnknown: ({ who }) => unknown.push(who.mac ?? who.ip ?? '') });
  const of = (...parts: Parameters<typeof observation>) => owners.of(observation(...parts));
  return { registry, changes, unknown, out, of };
}

describe('an address that a line gives away', () => {
  it('belongs to its new owner; the old one has to be stored without it', () => {
    const { of, out } = create();
    const lease = { ip: '10.9.9.9', host: null };
    const first = of(ack, { lease });
    const second = of(ack, { who: { mac: other }, lease });
    expect([...out.touched]).toEqual([first]);
    expect(of(ssh, { who: { ip: '10.9.9.9' } })).toBe(second);
  });

  it('to a machine that is not followed belongs to no backend', () => {
    const { of, registry, unknown } = create({ discovery: false });
    registry.declare(declared);
    expect(of(ack, { who: { mac: other }, lease: { ip, host: null } })).toBeUndefined();
    expect(of(ssh, { who: { ip } })).toBeUndefined();
    expect(unknown).toEqual([other, ip]);
  });

  it('joins a machine known by it alone with the one known by its MAC', () => {
    const { of, changes, registry } = create();
    const byAddress = of(ssh, { who: { ip } });
    of(discover);
    expect(of(ack, { lease: { ip, host: null } })).toBe(byAddress);
    expect([...registry.all()]).toEqual([byAddress]);
    expect(byAddress?.mac).toBe(mac);
    expect(changes).toContainEqual({ type: 'gone', seq: expect.any(Number) as number, id: mac });
  });
});

it('a name that a line has is the machine’s, where nothing better names it', () => {
  const { of } = create();
  expect(of(discover, { named: 'cn01' })?.host).toBe('cn01');
});
