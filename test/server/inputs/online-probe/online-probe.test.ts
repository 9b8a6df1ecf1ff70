import { describe, expect, it, onTestFinished } from 'vitest';
import type { Probed } from '../../../../server/core/candidates.ts';
import { OnlineProbe, type OnlineProbeOptions } from '../../../../server/inputs/online-probe/online-probe.ts';
import { freePort } from '../../../free-port.ts';
import { listenOnLoopback } from '../network/listener.ts';
import { Seen } from '../../core/seen.ts';

function create(candidates: Probed[], more: Partial<OnlineProbeOptions> = {}) {
  const clock = { nowMs: 1_000_000 };
  const probe = new OnlineProbe({ nowMs: () => clock.nowMs, candidates: () => candidates, ...more });
  onTestFinished(() => probe.stop());
  const seen = new Seen<unknown>();
  /** One round, so many seconds later; resolves when its tries are over. */
  const look = async (laterSeconds: number): Promise<void> => {
    clock.nowMs += laterSeconds * 1000;
    probe.look(async (item) => seen.add(item));
    await expect.poll(() => probe.isIdle).toBe(true);
  };
  return { probe, seen, look };
}
const probed = (port: number, more: Partial<Probed> = {}): Probed => ({
  id: 'backend-0-0@1',
  who: { mac: '52:54:00:aa:00:10' },
  ip: '127.0.0.1',
  port,
  everySeconds: 10,
  hasRebooted: true,
  ...more,
});

it('the first connection to a machine that has rebooted proves it, once', async () => {
  const { port } = await listenOnLoopback();
  const { probe, seen, look } = create([probed(port)]);
  await look(0);
  await look(10);
  expect(seen.all).toEqual([
    {
      kind: 'reading',
      atMs: 1_000_000,
      observations: [
        {
          sight: { kind: 'probe', port },
          who: { mac: '52:54:00:aa:00:10' },
          observedAtMs: 1_000_000,
          receivedAtMs: 1_000_000,
          evidence: { source: 'probe', line: null, offset: null, text: `TCP port ${port} of 127.0.0.1 answered` },
        },
      ],
    },
  ]);
  expect(probe.counters).toEqual({ tries: 1, answers: 1 });
});

describe('a machine that was not seen to reboot', () => {
  it('proves nothing while its installer answers, and is online once it was away', async () => {
    const port = await freePort();
    const installer = await listenOnLoopback(() => {}, port);
    const { seen, look } = create([probed(port, { hasRebooted: false })]);
    await look(0);
    await look(10);
    expect(seen.all).toEqual([]);
    await installer.close();
    await look(10);
    await listenOnLoopback(() => {}, port);
    await look(10);
    expect(seen.all).toHaveLength(1);
  });
});

it('asks each machine only so often', async () => {
  const { probe, look } = create([probed(await freePort())]);
  for (const seconds of [0, 1, 8, 1, 5]) await look(seconds);
  expect(probe.counters.tries).toBe(2);
});

it('asks so many at a time, who waits longest first', async () => {
  const port = await freePort();
  const many = Array.from({ length: 25 }, (_, i) => probed(port, { id: `${i}` }));
  const { probe, look } = create(many, { mostAtOnce: 10 });
  await look(0);
  expect(probe.counters.tries).toBe(10);
  await look(1);
  await look(1);
  expect(probe.counters.tries).toBe(25);
});

it('a new run begins anew', async () => {
  const { port } = await listenOnLoopback();
  const candidates = [probed(port)];
  const { seen, look } = create(candidates);
  await look(0);
  candidates.splice(0);
  await look(10);
  candidates.push(probed(port, { id: 'backend-0-0@2' }));
  await look(10);
  expect(seen.all).toHaveLength(2);
});
