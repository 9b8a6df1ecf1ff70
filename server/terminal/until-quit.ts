// Works until the user quits: q or Ctrl-C on the keyboard, or a signal.
import { untilSignal } from './until-signal.ts';

const ctrlC = '\u0003';

/** Resolves when the user quits or the work ends; `signal` ends the work. Throws what the work throws. */
export async function untilQuit(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const ending = new AbortController();
  const input = process.stdin.isTTY ? process.stdin : undefined;
  const key = new Promise<void>((resolve) => {
    input?.on('data', (keys) => {
      if (/q/i.test(String(keys)) || String(keys).includes(ctrlC)) resolve();
    });
  });
  // Otherwise keys would arrive line by line, and be echoed.
  input?.setRawMode(true);
  try {
    await Promise.race([key, untilSignal(() => {}), work(ending.signal)]);
  } finally {
    ending.abort();
    input?.setRawMode(false);
    input?.pause();
  }
}
