import { beforeEach, describe, expect, it } from 'vitest';
import { KadeployNode } from '../../../../server/inputs/kadeploy/node.ts';
import { endEvent, stepEvent, type Automata } from '../../../../server/inputs/kadeploy/events.ts';
import type { NodeState } from '../../../../server/inputs/kadeploy/api.ts';

const startMs = Date.UTC(2026, 10, 24, 12);
const automata: Automata = new Map([['BootNewEnv', [{ name: 'BootNewEnvKexec', retries: 1, timeout: 150 }]]]);
let node: KadeployNode;
let nowMs: number;
beforeEach(() => {
  node = new KadeployNode('node-1');
  nowMs = startMs;
});

/** What the next look, two seconds later, makes of this state: events in a word or two. */
function look(state: NodeState, seconds = 0): string[] {
  nowMs += 2_000;
  node.takeState(state, { nowMs, seconds, automata });
  return news();
}
const news = (): string[] =>
  node.handOut().told.map(({ sight }) => `${sight.name.replace('kadeploy3/', '')}${sight.error ? ` ✖ ${sight.text}` : ''}`);
const kexec = (micro: string | null, state = 'ok', error?: string): NodeState => ({ macro: 'BootNewEnvKexec', micro, state, error });

describe('a look', () => {
  it('tells the macro step and the micro-step, once', () => {
    expect(look(kexec('kexec'))).toEqual(['BootNewEnv', 'BootNewEnv/kexec']);
    expect(look(kexec('kexec'))).toEqual([]);
    expect(look(kexec('wait_reboot'))).toEqual(['BootNewEnv/wait_reboot']);
    expect(node.member).toMatchObject({ status: 'running', state: 'BootNewEnvKexec-wait_reboot', startedAt: '2026-11-24T12:00:02.000Z' });
  });

  it('dates a micro-step as its server counts, but never before what was told', () => {
    look(kexec('kexec'));
    const datesOf = (micro: string, seconds: number): number[] => {
      node.takeState(kexec(micro), { nowMs: startMs + 9_000, seconds, automata });
      return node.handOut().told.map(({ atMs }) => (atMs - startMs) / 1000);
    };
    expect(datesOf('wait_reboot', 60)).toEqual([2]);
    expect(datesOf('check', 1.5)).toEqual([7.5]);
  });

  it('has the limit and the tries of what is configured, and what the server said as evidence', () => {
    nowMs += 2_000;
    node.takeState(kexec('kexec'), { nowMs, seconds: 0, automata });
    expect(node.handOut().told[0]).toMatchObject({
      sight: { attempt: { implementation: 'BootNewEnvKexec', allowed: 2, limitSeconds: 150 } },
      text: '{"node-1":{"macro":"BootNewEnvKexec","micro":"kexec","state":"ok"}}',
    });
  });

  it('before anything was done tells nothing', () => {
    expect(look({ macro: null, micro: null, state: null, error: null })).toEqual([]);
    expect(node.member).toMatchObject({ status: 'not-started', startedAt: null });
  });

  it('a reboot is told once', () => {
    look(kexec('wait_reboot'));
    expect(look(kexec('wait_reboot', 'reboot_in_progress'))).toEqual(['note']);
    expect(look(kexec('wait_reboot', 'reboot_in_progress'))).toEqual([]);
    expect(look(kexec('wait_reboot', 'rebooted'))).toEqual(['note']);
  });
});

describe('a try that fails', () => {
  it('is told with its reason, and the next one of the same step as another', () => {
    look(kexec('wait_reboot'));
    expect(look(kexec('wait_reboot', 'ko', 'Unreachable'))).toEqual(['BootNewEnv/wait_reboot ✖ Unreachable']);
    expect(look(kexec('wait_reboot', 'ko', 'Unreachable'))).toEqual([]);
    expect(node.member.detail).toBe('Unreachable');
    expect(look(kexec('kexec'))).toEqual(['BootNewEnv', 'BootNewEnv/kexec']);
    expect(node.member.detail).toBeNull();
  });

  it('between two looks is known by the other way that is tried', () => {
    look(kexec('wait_reboot'));
    const words = look({ macro: 'BootNewEnvHardReboot', micro: 'reboot', state: 'ok' });
    expect(words[0]).toMatch(/^BootNewEnv\/wait_reboot ✖ failed between two polls/);
    expect(words.slice(1)).toEqual(['BootNewEnv', 'BootNewEnv/reboot']);
  });

  it('for the last time ends the node', () => {
    look(kexec('wait_reboot'));
    const error = 'BootNewEnvKexec-wait_reboot: Unreachable';
    expect(look(kexec('wait_reboot', 'ko', error))).toEqual(['BootNewEnv/wait_reboot ✖ Unreachable', `failed ✖ ${error}`]);
    expect(node.isOver).toBe(true);
    expect(node.member).toMatchObject({ status: 'failed', detail: error, endedAt: '2026-11-24T12:00:04.000Z' });
  });
});

describe('the end', () => {
  it.each<[string, NodeState, string, string]>([
    ['deployed', { macro: null, micro: null, state: 'ok' }, 'deployed', 'done'],
    ['at a breakpoint', { macro: null, micro: null, state: 'brk' }, 'breakpoint', 'held'],
  ])('%s', (_, state, event, status) => {
    look(kexec('wait_reboot'));
    expect(look(state)).toEqual([event]);
    expect(node.member.status).toBe(status);
    expect(look(kexec('kexec')), 'nothing more').toEqual([]);
  });

  it('of a node that others have makes no run', () => {
    expect(look({ state: 'discarded' })).toEqual([]);
    expect(node.member).toMatchObject({ status: 'not-started', state: 'discarded', detail: 'already involved in another operation' });
    expect(node.isOver).toBe(true);
  });

  it.each(['failed', 'aborted'] as const)('%s before anything was done makes no run', (ending) => {
    node.end(ending, { text: 'the whole was given up', atMs: nowMs });
    expect(news()).toEqual([]);
    expect(node.member).toMatchObject({ status: 'not-started', state: ending, detail: 'the whole was given up' });
  });
});

it('hands out the member only when it has changed', () => {
  expect(node.handOut().member).toMatchObject({ backend: 'node-1' });
  expect(node.handOut().member).toBeUndefined();
  node.change({ batch: 'nova' });
  expect(node.handOut().member).toMatchObject({ batch: 'nova' });
  node.change({ batch: 'nova' });
  expect(node.handOut().member).toBeUndefined();
});

it('goes on from where it was stored', () => {
  node.restore({ macro: 'BootNewEnvKexec', micro: 'kexec', state: 'ok', isOver: false }, { status: 'running', startedAt: 'then' });
  expect(node.handOut().member).toBeUndefined();
  expect(look(kexec('kexec'))).toEqual([]);
  expect(look(kexec('wait_reboot'))).toEqual(['BootNewEnv/wait_reboot']);
  expect(node.member.startedAt).toBe('then');
});

describe('its past, from the statistics', () => {
  const attempt = { implementation: 'BootNewEnvKexec', allowed: null, limitSeconds: null };
  const past = [
    { atMs: startMs, sight: stepEvent({ attempt }) },
    { atMs: startMs + 9_000, sight: endEvent('deployed', 'deployed') },
  ];

  it('is all told of a node that was never seen', () => {
    node.takePast(past, 'deployed');
    expect(news()).toEqual(['BootNewEnv', 'deployed']);
    expect(node.member).toMatchObject({ startedAt: '2026-11-24T12:00:00.000Z', endedAt: '2026-11-24T12:00:09.000Z', status: 'done' });
  });

  it('is only its end of one that was followed, and nothing of one that is over', () => {
    look(kexec('kexec'));
    node.takePast(past, 'deployed');
    expect(news()).toEqual(['deployed']);
    node.takePast(past, 'failed');
    expect(news()).toEqual([]);
  });
});
