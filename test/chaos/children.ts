// No process of a round outlives the runner, however that ends.
import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();

/** Ends it, by its id, when we end. */
export function endWithUs<T extends ChildProcess>(child: T): T {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** For a program of its own: a test runner has its own way with signals. */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}
