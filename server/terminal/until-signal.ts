// Waits for the signal that ends a command, and reports SIGHUP, which asks it to read its files again. A second SIGTERM or SIGINT ends the process immediately.

/** Resolves at SIGTERM or SIGINT. */
export async function untilSignal(report: (signal: string) => void): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = (signal: NodeJS.Signals): void => {
      for (const name of ['SIGTERM', 'SIGINT'] as const) process.off(name, end).once(name, () => process.exit(1));
      report(signal);
      resolve();
    };
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, end);
  });
}

/** From now on SIGHUP does not end the process. `do` sets what it does instead, and does it immediately if a SIGHUP has already arrived. */
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
