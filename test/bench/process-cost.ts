// What another process costs, as Linux counts it: its threads' time on a core, and its memory.
import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of all its threads so far, milliseconds; counted in nanoseconds, where `ps` has ticks of 10 ms. */
export function cpuMsOf(pid: number): number {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((task) =>
    Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, ns) => sum + ns, 0) / 1e6;
}

/** Of one core, while `work` goes on. */
export async function coreShareOf(pid: number, work: () => Promise<unknown>): Promise<number> {
  const [cpuMs, startMs] = [cpuMsOf(pid), performance.now()];
  await work();
  return (cpuMsOf(pid) - cpuMs) / (performance.now() - startMs);
}

/** What it holds of the machine's memory, megabytes. */
export function rssMbOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
