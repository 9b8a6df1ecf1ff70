import { describe, expect, it, onTestFinished } from 'vitest';
import { ModuleOutput, type ModuleOutputOptions, type SiteOutput, type Waits } from '../../../../server/outputs/module/module-output.ts';
import type { PublicChange } from '../../../../server/outputs/module/public-change.ts';
import { change, startMs } from '../../core/changes.ts';
import { Seen } from '../../core/seen.ts';
import { keptLog } from '../../inputs/following/silent-log.ts';
import { testOutput } from '../contract/output-contract.ts';
import { pastOf } from '../contract/past.ts';

const waits: Waits = { firstRetryMs: 1, lastRetryMs: 4, slowMs: 60_000, closeMs: 20 };

function create(take: SiteOutput['take'], more: Partial<ModuleOutputOptions & SiteOutput> = {}) {
  const { log, said } = keptLog();
  const site: SiteOutput = { take, ...(more.close && { close: more.close }) };
  const output = new ModuleOutput({
    name: 'chat',
    site,
    past: undefined,
    from: 'end',
    batch: 100,
    nowMs: () => startMs,
    log,
    waits,
    ...more,
  });
  onTestFinished(() => output.close());
  return { output, said };
}
/** What a module got, one by one. */
function collector() {
  const got = new Seen<number>();
  const add = (changes: readonly PublicChange[]): void => {
    for (const one of changes) if ('seq' in one) got.add(one.seq);
  };
  return { got, add };
}

testOutput(() => {
  const got: string[] = [];
  const { output } = create((changes) => void got.push(JSON.stringify(changes)), { waits: { ...waits, closeMs: 5_000 } });
  return { output, written: () => got.join('\n') };
});

describe('a module that is slow', () => {
  it('gets one batch at a time, and the next when its promise has resolved', async () => {
    const calls = new Seen<{ size: number; finish: () => void }>();
    const { output } = create((changes) => new Promise<void>((finish) => calls.add({ size: changes.length, finish })), { batch: 2 });
    for (let n = 1; n <= 3; n++) output.take(change({}, n));
    const [first] = await calls.count(1);
    output.take(change({}, 4));
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(calls.all).toHaveLength(1);
    expect(output.figures()).toMatchObject({ delivered: 0, waiting: 4 });
    first?.finish();
    const [, second] = await calls.count(2);
    expect([first?.size, second?.size]).toEqual([2, 2]);
    second?.finish();
    await output.close();
    expect(output.figures()).toEqual({ delivered: 4, failures: 0, dropped: 0, waiting: 0 });
  });

  it('is reported once a call takes longer than it may', async () => {
    let nowMs = startMs;
    const calls = new Seen<() => void>();
    const { output } = create(() => new Promise<void>((finish) => calls.add(finish)), { nowMs: () => nowMs });
    output.take(change());
    const [finish] = await calls.count(1);
    nowMs += 60_000;
    expect(output.trouble).toBeNull();
    nowMs += 1;
    expect(output.trouble).toBe('output chat: take has been running for more than 60 s');
    finish?.();
    await output.close();
    expect(output.trouble).toBeNull();
  });
});

describe('a module that fails', () => {
  it('gets the same changes again until it takes them; its position moves only then', async () => {
    const stored = [change({}, 1), change({}, 2)];
    const { past, done } = pastOf(stored, 0);
    const { got, add } = collector();
    const positions: number[][] = [];
    let failures = 3;
    const { output, said } = create(
      (changes) => {
        if (failures-- > 0) throw new Error('no room');
        positions.push([...done]);
        add(changes);
      },
      { past },
    );
    output.start();
    await said.until(({ text }) => text === 'output chat: take failed: no room; retrying');
    stored.push(change({}, 3));
    output.take(change({}, 3));
    await got.count(3);
    await output.close();
    expect(got.all).toEqual([1, 2, 3]);
    expect(positions[0]).toEqual([]);
    expect(done.at(-1)).toBe(3);
    expect(output.figures()).toEqual({ delivered: 3, failures: 3, dropped: 0, waiting: 0 });
    expect(said.all.map(({ level }) => level)).toEqual(['error', 'info']);
  });

  it('is trouble as long as it does', async () => {
    const { output, said } = create(async () => {
      throw new Error('no room');
    });
    output.take(change());
    await said.count(1);
    expect(output.trouble).toBe('output chat: take failed: no room; retrying');
  });

  it('does not keep the service from ending, which says what was not delivered', async () => {
    const { output, said } = create(() => Promise.reject(new Error('no room')));
    output.take(change());
    await said.count(1);
    await output.close();
    expect(said.all.at(-1)?.text).toMatch(/"changes":1.*were not delivered/);
  });
});

it('a module that never finishes does not keep the service from ending, and is closed', async () => {
  const closed = new Seen<true>();
  const called = new Seen<true>();
  const take = (): Promise<void> => {
    called.add(true);
    return new Promise(() => {});
  };
  const { output } = create(take, { close: () => closed.add(true) });
  output.take(change());
  await called.count(1);
  await output.close();
  await output.close();
  expect(closed.all).toEqual([true]);
});

it('a store that can’t be read is tried again', async () => {
  const stored = [change({}, 1), change({}, 2)];
  const { past } = pastOf(stored, 0);
  const { got, add } = collector();
  let failures = 2;
  const after: typeof past.after = (seq, limit) => {
    if (failures-- > 0) throw new Error('disk I/O error');
    return past.after(seq, limit);
  };
  const { output, said } = create(add, { past: { ...past, after } });
  output.start();
  await got.count(2);
  expect(got.all).toEqual([1, 2]);
  expect(said.all[0]?.text).toBe('output chat: cannot read the store: disk I/O error; retrying');
});

it('what is dropped for want of a store is reported while it goes on', async () => {
  const finish = Promise.withResolvers<void>();
  const called = new Seen<true>();
  const { output } = create(() => {
    called.add(true);
    return finish.promise;
  });
  output.take(change({}, 1));
  await called.count(1);
  for (let n = 2; n <= 10_003; n++) output.take(change({}, n));
  expect(output.trouble).toBe('output chat: 2 changes were dropped, because there is no store');
  expect(output.figures()).toMatchObject({ dropped: 2, waiting: 10_001 });
  finish.resolve();
  await output.close();
  expect(output.trouble).toBeNull();
  expect(output.figures()).toMatchObject({ delivered: 10_001, waiting: 0 });
});
