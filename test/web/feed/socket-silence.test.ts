// The socket's patience: against wires that never answer, with timers that are moved by hand.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FeedSocket } from '../../../web/feed/socket.ts';
import { at } from '../views.ts';

class SilentWire extends EventTarget {
  closed = false;

  close(): void {
    this.closed = true;
  }

  say(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

const timeFrame = JSON.stringify({ type: 'time', seq: 1, serverTime: at(0), startedAt: at(-60), reached: {} });
let wires: SilentWire[] = [];
let socket: FeedSocket;
const told = { onFrame: vi.fn<() => void>(), onDamaged: vi.fn<() => void>(), onLost: vi.fn<(retryMs: number) => void>() };

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  wires = [];
  socket = new FeedSocket({ open: () => openWire(), url: () => 'ws://server/ws', random: () => 1, ...told });
});
afterEach(() => {
  socket.stop();
  vi.useRealTimers();
});

function openWire(): SilentWire {
  const wire = new SilentWire();
  wires.push(wire);
  return wire;
}

function lastWire(): SilentWire {
  const wire = wires.at(-1);
  if (!wire) throw new Error('nothing was opened');
  return wire;
}

it('gives a silent connection up after 15 seconds, and the next one more', () => {
  socket.start();
  vi.advanceTimersByTime(14_999);
  expect(told.onLost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(told.onLost.mock.calls).toEqual([[500]]);
  expect(lastWire().closed).toBe(true);
  vi.advanceTimersByTime(500 + 29_999);
  expect([wires.length, told.onLost.mock.calls.length]).toEqual([2, 1]);
  vi.advanceTimersByTime(1);
  expect(told.onLost.mock.calls).toEqual([[500], [1_000]]);
});

it('keeps a connection that says something every 14 seconds', () => {
  socket.start();
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(14_000);
    lastWire().say(timeFrame);
  }
  expect([wires.length, told.onLost.mock.calls.length, told.onFrame.mock.calls.length]).toEqual([1, 0, 20]);
});

it('listens no more to a wire that it gave up', () => {
  socket.start();
  vi.advanceTimersByTime(15_500);
  wires[0]?.say(timeFrame);
  wires[0]?.dispatchEvent(new Event('close'));
  expect(told.onFrame).not.toHaveBeenCalled();
  expect(told.onLost).toHaveBeenCalledOnce();
});

it('goes on when opening throws', () => {
  let tries = 0;
  const broken = (): never => {
    tries++;
    throw new DOMException('insecure', 'SecurityError');
  };
  socket = new FeedSocket({ open: broken, url: () => 'ws://server/ws', random: () => 1, ...told });
  socket.start();
  vi.advanceTimersByTime(500 + 1_000);
  expect(tries).toBe(3);
  expect(told.onLost.mock.calls).toEqual([[500], [1_000], [2_000]]);
});

it('leaves no timer when it stops', () => {
  socket.start();
  socket.stop();
  expect([vi.getTimerCount(), lastWire().closed]).toEqual([0, true]);
  socket.start();
  vi.advanceTimersByTime(15_000);
  socket.stop();
  expect(vi.getTimerCount()).toBe(0);
});
