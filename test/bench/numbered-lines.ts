// Lines of installs, appended to a log one by one, each with a number in the place of its daemon's process id: so that whoever reads them can tell when
// each came to it.
import { openSync, writeSync } from 'node:fs';
import { fleetMachine, installLines, stepsToImages } from '../fleet.ts';

/** Of the syslog: DHCP and TFTP, to the ramdisk. */
const steps = installLines.slice(0, stepsToImages);
/** So many of each machine. */
export const stepsWritten = steps.length;
const tickMs = 2;

/** Milliseconds by a clock that all processes of the machine share. */
export function sharedMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

export class NumberedLines {
  /** By number of the line, when it was written. */
  private readonly writtenMs: number[] = [];
  private readonly log: number;
  private readonly machines: number;

  /** Of the first so many machines of the fleet: all take their first step, then all their second, and so on. */
  constructor(path: string, machines: number) {
    this.log = openSync(path, 'a');
    this.machines = machines;
  }

  /** How many there are: their numbers begin with 0. */
  get count(): number {
    return this.writtenMs.length;
  }

  writeOne(): void {
    const n = this.count;
    const [, lineOf] = steps[Math.floor(n / this.machines) % steps.length] ?? [];
    const line = lineOf?.(fleetMachine(n % this.machines), new Date()) ?? '';
    this.writtenMs.push(sharedMs());
    writeSync(this.log, `${line.replace(/\[\d+\]/, `[${n}]`)}\n`);
  }

  /** How long those from number `from` on, and before `to`, took to each who read them. Throws when one of them never came. */
  latencies(arrivals: readonly Arrival[], { from, to }: { from: number; to: number }): number[] {
    let came = 0;
    const latencies: number[] = [];
    for (const { numbers, cameMs } of arrivals) {
      const asked = numbers.filter((n) => n >= from && n < to);
      came += asked.length;
      for (const n of asked) for (const ms of cameMs) latencies.push(ms - (this.writtenMs[n] ?? NaN));
    }
    if (came < to - from) throw new Error(`${to - from - came} of ${to - from} lines never came`);
    return latencies;
  }

  /** So many in each second, for so long. */
  async write({ perSecond, seconds }: { perSecond: number; seconds: number }): Promise<void> {
    const startMs = sharedMs();
    for (let written = 0; written < perSecond * seconds;) {
      for (const due = ((sharedMs() - startMs) * perSecond) / 1000; written < due; written++) this.writeOne();
      await new Promise((resolve) => setTimeout(resolve, Math.max(tickMs, 1000 / perSecond / 4)));
    }
  }
}

/** What brought lines, and when each of those who read it had it, by the shared clock. */
export interface Arrival {
  numbers: number[];
  cameMs: number[];
}

/** The numbers of the lines in what has been read. */
export function numbersIn(text: string): number[] {
  return Array.from(text.matchAll(/(?:dhcpd|in\.tftpd)\[(\d+)\]/g), ([, number]) => Number(number));
}
