// Waits for the signal that ends a command, and tells of the one that asks it to read its files anew. A second one to end ends the process at once.

/** Resolves at SIGTERM or SIGINT. */
export async function untilSignal(tell: (signal: string) => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (signal: NodeJS.Signals): void => {
      for (const name of ['SIGTERM', 'SIGINT'] as const) process.off(name, end).once(name, () => process.exit(1));
      tell(signal);
      resolve();
    };
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, end);
  });
}

/** SIGHUP ends nothing from here on. What it does is said with `do`, and done at once for one that came before. */
export function onHangUp(): { do: (work: () => Promise<void>) => void } {
  let work: (() => Promise<void>) | undefined;
  let missed = false;
  process.on('SIGHUP', () => {
    missed = work === undefined;
    void work?.();
  });
  return {
    do: (given) => {
      work = given;
      if (missed) void given();
    },
  };
}
