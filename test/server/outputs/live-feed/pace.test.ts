import { beforeEach, expect, it, vi } from 'vitest';
import { Pace } from '../../../../server/outputs/live-feed/pace.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  return () => vi.useRealTimers();
});

function create(clients = 1) {
  const sent: number[] = [];
  let pending = 0;
  const flush = (): void => {
    if (pending > 0) sent.push(pending);
    pending = 0;
  };
  const pace = new Pace({ flush, isPending: () => pending > 0, clients: () => clients });
  const add = (): void => {
    pending++;
    pace.flushSoon();
  };
  return { pace, sent, add };
}
const turn = (): Promise<void> => Promise.resolve();

it('the changes of one turn go out at once, those soon after in one frame', async () => {
  const { sent, add } = create();
  add();
  add();
  await turn();
  expect(sent).toEqual([2]);
  add();
  add();
  await turn();
  expect(sent).toEqual([2]);
  await vi.advanceTimersByTimeAsync(11);
  expect(sent).toEqual([2, 2]);
});

it('to many clients less often', async () => {
  const { sent, add } = create(1_000);
  add();
  await turn();
  add();
  await vi.advanceTimersByTimeAsync(50);
  expect(sent).toEqual([1]);
  await vi.advanceTimersByTimeAsync(20);
  expect(sent).toEqual([1, 1]);
});

it('once stopped, nothing more goes out', async () => {
  const { pace, sent, add } = create();
  add();
  await turn();
  add();
  pace.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(sent).toEqual([1]);
});
