// Waits for the signal that ends a command. A second one ends the process at once.

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
