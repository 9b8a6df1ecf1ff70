import { expect, it } from 'vitest';
import type { Change } from '../../../../server/core/change.ts';
import { Deadlines } from '../../../../server/core/dispatch/deadlines.ts';
import { Outgoing } from '../../../../server/core/dispatch/outgoing.ts';
import { playTrack } from '../../../state-machines/track/play-track.ts';
import { change, declaredBackend } from '../changes.ts';

it('numbers transitions, and schedules the backend', () => {
  const changes: Change[] = [];
  const deadlines = new Deadlines();
  const out = new Outgoing((one) => changes.push(one), deadlines);
  out.seq = 41;
  const { track } = playTrack('DHCPDISCOVER 0, VMLinuz_RRQ_Install 12');
  const backend = { ...declaredBackend(), track };
  out.send(backend, [change({ status: 'failed' }).transition, change({ status: 'installing' }).transition]);
  expect(changes.map((one) => one.type === 'transition' && [one.seq, one.transition.status])).toEqual([
    [42, 'failed'],
    [43, 'installing'],
  ]);
  expect([...out.touched]).toEqual([backend]);
  expect(out.transitions).toBe(2);
  expect(deadlines.nextMs).toBe(track.dueMs);
});

it('a backend that is gone has a number; a deployment has that of the change before', () => {
  const changes: Change[] = [];
  const out = new Outgoing((one) => changes.push(one), new Deadlines());
  out.gone(declaredBackend());
  out.deployment({ id: 'a' } as never);
  expect(changes.map(({ type, seq }) => [type, seq])).toEqual([
    ['gone', 1],
    ['deployment', 1],
  ]);
});
