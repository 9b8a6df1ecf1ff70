// Works until somebody has seen enough: q or Ctrl-C on the keyboard, or a signal.
import { untilSignal } from '../commands/until-signal.ts';

const ctrlC = '\u0003';

/** Resolves when the work is to end, or has ended; its signal ends it. Throws what it throws. */
export async function untilQuit(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  const input = process.stdin.isTTY ? process.stdin : undefined;
  const key = new Promise<void>((resolve) => {
    input?.on('data', (keys) => {
      if (/q/i.test(String(keys)) || String(keys).includes(ctrlC)) resolve();
    });
  });
  // Without this, keys would come a line at a time, and be shown.
  input?.setRawMode(true);
  try {
    await Promise.race([key, untilSignal(() => {}), work(ending.signal)]);
  } finally {
    ending.abort();
    input?.setRawMode(false);
    input?.pause();
  }
}
