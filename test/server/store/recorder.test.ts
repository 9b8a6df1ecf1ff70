import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Monitor } from '../../../server/core/monitor.ts';
import { Recorder } from '../../../server/store/recorder.ts';
import { readState } from '../../../server/store/rows.ts';
import { Store } from '../../../server/store/store.ts';
import { builtInWorkflows } from '../../../state-machines/workflow/built-in.ts';
import type { Change } from '../../../server/core/change.ts';
import type { Output } from '../../../server/outputs/contract/output.ts';
import { declared, observation, startMs } from '../core/changes.ts';
import { Seen } from '../core/seen.ts';
import { keptLog } from '../inputs/following/silent-log.ts';
import { tempFolders } from '../temp-folder.ts';
import { loaded } from './rows-of.ts';
import { readingOf } from '../../../server/core/queue.ts';

const newFolder = tempFolders();
const discover = { kind: 'dhcp', message: 'DISCOVER', note: null } as const;
const kernel = { kind: 'tftp', file: 'vmlinuz', error: null } as const;
const heartbeat = { kind: 'heartbeat', ok: true, text: 'online' } as const;

function monitorOn(path: string, { discovery = false } = {}) {
  const { log, said } = keptLog();
  const store = new Store(path);
  const recorder = new Recorder({ store, log, nowMs: () => startMs });
  const changes = new Seen<Change>();
  const output: Output = { name: 'seen', take: (change) => changes.add(change), close: async () => {} };
  const state = readState(store.load());
  const monitor = new Monitor({
    workflows: builtInWorkflows,
    inventory: [declared],
    discovery,
    outputs: [output],
    log,
    recorder,
    state,
    seq: state.lastSeq,
  });
  const working = monitor.run();
  const see = (...parts: Parameters<typeof observation>) =>
    monitor.queue.push(readingOf(observation(...parts), { position: { source: 'messages', at: { offset: ++offset } } }));
  const end = async (): Promise<void> => {
    monitor.queue.close();
    await working;
    recorder.close();
  };
  let offset = 0;
  return { monitor, recorder, changes, said, see, end };
}

describe('the recorder', () => {
  it('keeps runs, transitions and positions over a restart, and the numbers go on', async () => {
    const path = join(newFolder(), 'checklist.db');
    const first = monitorOn(path);
    await first.see(discover);
    await first.see(kernel, { observedAtMs: startMs + 17_000 });
    await first.end();
    const second = monitorOn(path);
    await second.see({ ...kernel, file: 'initrd' }, { observedAtMs: startMs + 20_000 });
    await second.end();
    expect([...first.changes.all, ...second.changes.all].map((change) => change.seq)).toEqual([1, 2, 3]);
    const view = second.monitor.views()[0];
    expect(view).toMatchObject({ status: 'installing', stage: 'Initrd_RRQ', runs: [{ startedAt: '2026-11-21T01:05:17.000Z' }] });
    const store = new Store(path);
    expect(loaded(store)).toMatchObject({ lastSeq: 3, positions: new Map([['messages', '{"offset":1}']]) });
    expect(store.transitionsAfter(0, 9).map(({ stage }) => stage)).toEqual(['DHCPDISCOVER', 'VMLinuz_RRQ_Install', 'Initrd_RRQ']);
    store.close();
  });

  it('stores where a source begins at once, and how far it has got with nothing of ours only now and then', async () => {
    const path = join(newFolder(), 'checklist.db');
    const { monitor, end, recorder } = monitorOn(path);
    const seen: string[] = [];
    const store = Reflect.get(recorder, 'store') as Store;
    const commit = store.commit.bind(store);
    store.commit = (batch) => {
      seen.push(...batch.positions.values());
      commit(batch);
    };
    for (const at of [0, 1, 2])
      await monitor.process([{ kind: 'reading', atMs: at, observations: [], position: { source: 'messages', at } }]);
    expect(seen).toEqual(['0']);
    await end();
    expect(seen).toEqual(['0', '2']);
  });

  it('stores where a source begins at once, also when another has just been stored', async () => {
    const path = join(newFolder(), 'checklist.db');
    const { monitor, recorder } = monitorOn(path);
    const store = Reflect.get(recorder, 'store') as Store;
    const position = (source: string, at: number): Promise<boolean> =>
      monitor.process([{ kind: 'reading', atMs: startMs, observations: [], position: { source, at } }]);
    await position('messages', 1);
    await position('access_log', 7);
    await position('access_log', 8);
    expect(loaded(store).positions).toEqual(new Map(Object.entries({ messages: '1', access_log: '7' })));
    recorder.close();
  });

  it('the former owner of an address is stored without it', async () => {
    const path = join(newFolder(), 'checklist.db');
    const other = { mac: '52:54:00:cc:00:01' };
    const first = monitorOn(path, { discovery: true });
    const ack = (who: { mac: string }, atMs: number): Promise<void> =>
      first.see({ ...discover, message: 'ACK' }, { who, lease: { ip: '10.9.9.9', host: null }, observedAtMs: startMs + atMs });
    // In the store, the new owner comes first.
    await first.see(discover, { who: other });
    await ack({ mac: '52:54:00:cc:00:02' }, 1_000);
    await new Promise<void>((done) => void first.monitor.queue.push(readingOf(observation(discover, { who: other }), { done })));
    await ack(other, 2_000);
    await first.end();
    const second = monitorOn(path, { discovery: true });
    expect(second.monitor.registry.find({ ip: '10.9.9.9' })?.id).toBe(other.mac);
    await second.end();
  });

  it('the number of a machine that is gone is not given again', async () => {
    const path = join(newFolder(), 'checklist.db');
    const first = monitorOn(path);
    await first.see(discover);
    await first.changes.count(1);
    await first.recorder.record({ changes: [{ type: 'gone', seq: 2, id: 'other' }], touched: new Set(), positions: new Map() });
    await first.end();
    const second = monitorOn(path);
    await second.see(kernel, { observedAtMs: startMs + 17_000 });
    await second.end();
    expect([...first.changes.all, ...second.changes.all].map(({ seq }) => seq)).toEqual([1, 3]);
  });

  it('a limit that passed while the service was down is judged by the lines’ times', async () => {
    const path = join(newFolder(), 'checklist.db');
    const first = monitorOn(path);
    await first.see(kernel);
    await first.end();
    const second = monitorOn(path);
    await second.monitor.queue.push({ kind: 'time', nowMs: startMs + 60_000 });
    await second.see({ ...kernel, file: 'initrd' }, { observedAtMs: startMs + 60_000 });
    await second.monitor.queue.push({ kind: 'time', nowMs: startMs + 3_600_000 });
    await second.end();
    const late = second.changes.all.flatMap((change) =>
      change.type === 'transition'
        ? [`${change.transition.kind} ${change.transition.stage} ${change.transition.observedAtMs - startMs}`]
        : [],
    );
    expect(late).toEqual(['reached Initrd_RRQ 60000', 'late Config_Sent 130000']);
  });

  it('a heartbeat of a machine that is well is not written', async () => {
    const path = join(newFolder(), 'checklist.db');
    const { see, end, recorder, monitor, changes } = monitorOn(path);
    await see(kernel);
    await see(heartbeat, { observedAtMs: startMs + 100_000 });
    await changes.count(2);
    const batches: number[] = [];
    const record = recorder.record.bind(recorder);
    recorder.record = (outcome) => {
      batches.push(outcome.touched.size);
      return record(outcome);
    };
    for (let i = 0; i < 50; i++) await see(heartbeat, { observedAtMs: startMs + 160_000 + i });
    await end();
    expect(batches.reduce((a, b) => a + b, 0)).toBe(0);
    expect(monitor.views()[0]?.status).toBe('installed');
  });
});

const isRoot = process.getuid?.() === 0;

describe.runIf(isRoot)('on a disk that is full', () => {
  it('says so, waits, and has lost nothing when there is room again', async () => {
    const folder = join(newFolder(), 'small');
    mkdirSync(folder);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=800k', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
    const { see, end, said, changes, recorder } = monitorOn(join(folder, 'checklist.db'));
    await see(discover);
    await changes.count(1);
    fillUp(join(folder, 'ballast'));
    const bulky = { source: 'messages', line: 1, offset: 0, text: 'x'.repeat(100_000) };
    await see(kernel, { observedAtMs: startMs + 17_000, evidence: bulky });
    await said.until(({ text }) => text.includes('the disk is full; free some space. Nothing is lost'));
    expect(recorder.trouble).toContain('the disk is full');
    expect(changes.all).toHaveLength(1);
    rmSync(join(folder, 'ballast'));
    await said.until(({ text }) => text === 'the store is writable again');
    await changes.count(2);
    expect(recorder.trouble).toBeNull();
    await end();
    const store = new Store(join(folder, 'checklist.db'));
    expect(store.transitionsAfter(0, 9).map(({ stage }) => stage)).toEqual(['DHCPDISCOVER', 'VMLinuz_RRQ_Install']);
    store.close();
  });
});

/** Until there is no room for another byte. */
function fillUp(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (;;) writeSync(file, Buffer.alloc(4_096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}
