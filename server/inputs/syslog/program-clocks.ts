// Corrects programs that write to one log with different clocks: an in.tftpd in a chroot without a zone file logs UTC among dhcpd's local times.
// Lines are in order of arrival, so neighbouring lines show which timestamps are off, by how many quarters of an hour (the smallest difference
// between zones). Our own clock shows timestamps in the future. Corrections are reported.
const quarterMs = 15 * 60_000;
/** Smaller differences are pauses or delayed lines. */
const leastMs = 25 * 60_000;
const mostMs = 26 * 3_600_000;
/** Real time that may pass between two neighbouring lines, besides whole quarters. */
const toleranceMs = 120_000;

interface Clock {
  /** Milliseconds added to its timestamps. */
  shiftMs: number;
  lines: number;
  /** Its last line, as corrected. */
  lastMs: number;
}

export class ProgramClocks {
  private readonly clocks = new Map<string, Clock>();
  private last: { program: string; atMs: number } | null = null;

  /** Corrected time of a line of `program` with the timestamp `atMs`. `receivedAtMs`: our clock, 0 if unknown. Epoch milliseconds. */
  correct(program: string, atMs: number, receivedAtMs: number): number {
    const clock = this.clocks.get(program) ?? { shiftMs: 0, lines: 0, lastMs: -Infinity };
    this.clocks.set(program, clock);
    const ahead = receivedAtMs === 0 ? 0 : quartersOf(atMs + clock.shiftMs - receivedAtMs);
    if (ahead > 0) clock.shiftMs -= ahead;
    else this.compare(program, clock, atMs + clock.shiftMs);
    clock.lines++;
    clock.lastMs = atMs + clock.shiftMs;
    this.last = { program, atMs: clock.lastMs };
    return clock.lastMs;
  }

  /** Restarts at the first line of a log, keeping the known clocks. */
  begin(): void {
    this.last = null;
    for (const clock of this.clocks.values()) clock.lastMs = -Infinity;
  }

  /** A sentence for each program with corrected timestamps. */
  corrections(): string[] {
    return [...this.clocks].flatMap(([program, { shiftMs }]) => (shiftMs === 0 ? [] : [correctionText(program, shiftMs)]));
  }

  /** Time does not go backwards between lines: if it does by whole quarters, one of the two programs has another clock. */
  private compare(program: string, clock: Clock, atMs: number): void {
    const { last } = this;
    const other = last && last.program !== program ? this.clocks.get(last.program) : undefined;
    const back = last && other ? quartersOf(last.atMs - atMs) : 0;
    if (!last || !other || back <= 0) return;
    // If a program's own timestamps went backwards, its host's clock was set.
    if (atMs < clock.lastMs - toleranceMs) return;
    if (isOff(last.program, other, program, clock)) other.shiftMs -= back;
    else clock.shiftMs += back;
  }
}

/** Whether `a` has the deviating clock: the program known to run in a chroot, else the one with fewer lines. */
function isOff(a: string, { lines: linesOfA }: Clock, b: string, { lines: linesOfB }: Clock): boolean {
  const [chrootA, chrootB] = [/tftpd/.test(a), /tftpd/.test(b)];
  return chrootA === chrootB ? linesOfA <= linesOfB : chrootA;
}

/** The whole quarters of an hour in a difference that can be one between zones; else 0. Milliseconds. */
function quartersOf(ms: number): number {
  const quarters = Math.round(ms / quarterMs) * quarterMs;
  const fits = Math.abs(ms) >= leastMs && Math.abs(ms) <= mostMs && Math.abs(ms - quarters) <= toleranceMs;
  return fits ? quarters : 0;
}

function correctionText(program: string, shiftMs: number): string {
  const hours = Math.abs(shiftMs) / 3_600_000;
  const text = `${hours} ${hours === 1 ? 'hour' : 'hours'} ${shiftMs < 0 ? 'ahead of' : 'behind'} other programs`;
  return `${program} logs timestamps ${text} (a chroot without its zone file?): corrected`;
}
