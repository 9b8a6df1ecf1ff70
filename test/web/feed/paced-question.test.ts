// When a question is asked again, with timers that are moved by hand.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PacedQuestion } from '../../../web/feed/paced-question.ts';

let answer: (answered: boolean) => void;
const ask = vi.fn<() => Promise<boolean>>();
let question: PacedQuestion;

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockReset();
  ask.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  question = new PacedQuestion({ ask, gapMs: 500, retryMs: 5_000 });
});
afterEach(() => {
  question.stop();
  vi.useRealTimers();
});

/** The answer comes, and time goes on. */
async function answered(well: boolean, thenMs: number): Promise<void> {
  answer(well);
  await vi.advanceTimersByTimeAsync(thenMs);
}

it('asks at once, and not again by itself', async () => {
  question.wake();
  expect(ask).toHaveBeenCalledTimes(1);
  await answered(true, 60_000);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('asks of many changes at most twice a second, and once more after the last', async () => {
  ask.mockResolvedValue(true);
  for (let i = 0; i < 90; i += 1) {
    question.wake();
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(ask).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(500);
  expect(ask).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(3);
});

it('waits for a slow answer before it asks of what has changed meanwhile', async () => {
  question.wake();
  await vi.advanceTimersByTimeAsync(2_000);
  question.wake();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ask).toHaveBeenCalledTimes(1);
  await answered(true, 0);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks again after a while where no answer came', async () => {
  question.wake();
  await answered(false, 4_999);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(ask).toHaveBeenCalledTimes(2);
});

it('asks no more when it was stopped, whatever is under way', async () => {
  question.wake();
  question.wake();
  question.stop();
  await answered(false, 60_000);
  expect(ask).toHaveBeenCalledTimes(1);
});
