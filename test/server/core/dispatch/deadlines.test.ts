import { expect, it } from 'vitest';
import { Deadlines } from '../../../../server/core/dispatch/deadlines.ts';
import type { Backend } from '../../../../server/core/registry.ts';
import { declaredBackend } from '../changes.ts';

/** A backend whose limit passes at `dueMs`, which a test may change. */
function due(dueMs: number | null): Backend & { track: { dueMs: number | null } } {
  return { ...declaredBackend(), track: { dueMs } as Backend['track'] & { dueMs: number | null } };
}

it('gives those whose limit is before the time, earliest first, each once', () => {
  const deadlines = new Deadlines();
  const [first, second, third] = [due(10), due(20), due(30)];
  for (const one of [third, first, second]) deadlines.schedule(one);
  expect(deadlines.nextMs).toBe(10);
  expect([...deadlines.passed(30)]).toEqual([first, second]);
  expect([deadlines.nextMs, ...deadlines.passed(30)]).toEqual([30]);
});

it('one that comes to be due earlier is given then, and not again', () => {
  const deadlines = new Deadlines();
  const one = due(50);
  deadlines.schedule(one);
  one.track.dueMs = 20;
  deadlines.schedule(one);
  expect([...deadlines.passed(30)]).toEqual([one]);
  expect([...deadlines.passed(60)]).toEqual([]);
});

it('one with more time keeps its entry, and is put back when that time comes', () => {
  const deadlines = new Deadlines();
  const one = due(10);
  deadlines.schedule(one);
  one.track.dueMs = 40;
  deadlines.schedule(one);
  for (const passed of deadlines.passed(20)) deadlines.schedule(passed);
  expect(deadlines.nextMs).toBe(40);
});

it('one without a limit is not on the list', () => {
  const deadlines = new Deadlines();
  deadlines.schedule(due(null));
  expect(deadlines.nextMs).toBeNull();
});
