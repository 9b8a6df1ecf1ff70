import { afterEach, beforeEach, expect, it, vi } from 'vitest';

// By its address only: types of the DOM are kept out of the tests' program, and with it out of the server's.
const { onNextFrame } = (await import(new URL('../../../web/feed/next-frame.ts', import.meta.url).href)) as {
  onNextFrame: (work: () => void) => void;
};

/** What waits for the next animation frame. */
let frames = new Map<number, () => void>();

beforeEach(() => {
  frames = new Map();
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.set(frames.size + 1, work).size);
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function drawFrame(): void {
  for (const work of frames.values()) work();
}

it('works at the next animation frame, and no second time when time passes', () => {
  const work = vi.fn<() => void>();
  onNextFrame(work);
  expect(work).not.toHaveBeenCalled();
  drawFrame();
  vi.advanceTimersByTime(10_000);
  expect(work).toHaveBeenCalledOnce();
});

it('works after 200 ms where no frame comes, and no second time when one comes at last', () => {
  const work = vi.fn<() => void>();
  onNextFrame(work);
  vi.advanceTimersByTime(199);
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  drawFrame();
  expect(work).toHaveBeenCalledOnce();
});
