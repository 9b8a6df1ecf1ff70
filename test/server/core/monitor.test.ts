import { beforeEach, expect, it } from 'vitest';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import { Monitor } from '../../../server/core/monitor.ts';
import type { Change } from '../../../server/core/change.ts';
import type { Output } from '../../../server/outputs/contract/output.ts';
import { declared, observation } from './changes.ts';
import { Seen } from './seen.ts';
import { keptLog } from '../inputs/following/silent-log.ts';
import { readingOf } from '../../../server/core/queue.ts';

const broken: Output = {
  name: 'broken',
  take: () => {
    throw new Error('no more');
  },
  close: async () => {},
};
let changes: Seen<Change>;
let recorder: Output;
beforeEach(() => {
  changes = new Seen();
  recorder = { name: 'recorder', take: (change) => changes.add(change), close: async () => {} };
});

function create(outputs: readonly Output[]) {
  const { log, said } = keptLog();
  const monitor = new Monitor({ workflows: builtInWorkflows, inventory: [declared], outputs, log });
  const see = (message: 'DISCOVER' | 'OFFER' | 'REQUEST') =>
    monitor.queue.push(readingOf(observation({ kind: 'dhcp', message, note: null })));
  return { monitor, said, see };
}

it('an output that throws costs a counter and a log line, and no other output anything', async () => {
  const { monitor, said, see } = create([broken, recorder]);
  const working = monitor.run();
  await see('DISCOVER');
  await see('OFFER');
  monitor.queue.close();
  await working;
  expect(changes.all.map((change) => change.seq)).toEqual([1, 2]);
  expect(monitor.dispatcher.counters.errors).toBe(2);
  expect(said.all.filter(({ level, text }) => level === 'error' && text.includes('broken'))).toHaveLength(2);
});

it('waits for an output that can take no more', async () => {
  let release: (() => void) | undefined;
  const ready = (): Promise<void> => new Promise((resolve) => (release = resolve));
  const { monitor, see } = create([{ ...recorder, ready }]);
  const working = monitor.run();
  await see('DISCOVER');
  await changes.count(1);
  await see('OFFER');
  await new Promise((resolve) => setImmediate(resolve));
  expect(changes.all).toHaveLength(1);
  release?.();
  await changes.count(2);
  monitor.queue.close();
  release?.();
  await working;
});

it('refuses a workflow that is not there', () => {
  expect(
    () => new Monitor({ workflows: builtInWorkflows, workflow: 'unheard-of', inventory: [], outputs: [], log: keptLog().log }),
  ).toThrow('unheard-of');
});
