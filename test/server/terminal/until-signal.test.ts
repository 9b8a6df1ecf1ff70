import { expect, it, onTestFinished } from 'vitest';
import { onHangUp, untilSignal } from '../../../server/terminal/until-signal.ts';

/** The signals are emitted as Node does, so that the process that runs the tests gets none. */
function keepListeners(): void {
  const names = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  const before = new Map(names.map((name) => [name, process.listeners(name)]));
  onTestFinished(() => {
    for (const name of names) {
      for (const listener of process.listeners(name)) if (!before.get(name)?.includes(listener)) process.off(name, listener);
    }
  });
}

it.each(['SIGTERM', 'SIGINT'] as const)('%s is reported, and ends the wait', async (signal) => {
  keepListeners();
  const reported: string[] = [];
  const waiting = untilSignal((name) => reported.push(name));
  process.emit(signal, signal);
  await waiting;
  expect(reported).toEqual([signal]);
});

it('SIGHUP does what was set, each time', () => {
  keepListeners();
  let times = 0;
  const hangUp = onHangUp();
  hangUp.do(async () => void times++);
  expect(times).toBe(0);
  process.emit('SIGHUP', 'SIGHUP');
  process.emit('SIGHUP', 'SIGHUP');
  expect(times).toBe(2);
});

it('a SIGHUP that came before is made up for, once', () => {
  keepListeners();
  let times = 0;
  const hangUp = onHangUp();
  process.emit('SIGHUP', 'SIGHUP');
  process.emit('SIGHUP', 'SIGHUP');
  hangUp.do(async () => void times++);
  expect(times).toBe(1);
});
