// Programs that write into one log by different clocks: an in.tftpd in a chroot without its zone file stamps UTC among dhcpd's local times.
// The lines of a log stand in the order in which they came, so that neighbours tell which stamps are off, by how many quarters of an hour
// (no two zones differ by less); our own clock tells of stamps that lie ahead. What was put right is told.
const quarterMs = 15 * 60_000;
/** Less is a pause, or a line that was held up. */
const leastMs = 25 * 60_000;
const mostMs = 26 * 3_600_000;
/** So far apart two neighbours may really be, beside the whole quarters. */
const toleranceMs = 120_000;

interface Clock {
  /** Milliseconds that are added to its stamps. */
  shiftMs: number;
  lines: number;
  /** Its last line, as corrected. */
  lastMs: number;
}

export class ProgramClocks {
  private readonly clocks = new Map<string, Clock>();
  private last: { program: string; atMs: number } | null = null;

  /** True time of a line that `program` stamped `atMs`; `receivedAtMs`: our clock, 0 where nobody was there. Epoch milliseconds. */
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

  /** From here on come the lines of a log from its start, by the clocks that are known. */
  begin(): void {
    this.last = null;
    for (const clock of this.clocks.values()) clock.lastMs = -Infinity;
  }

  /** A sentence for each program whose stamps are put right. */
  corrections(): string[] {
    return [...this.clocks].flatMap(([program, { shiftMs }]) => (shiftMs === 0 ? [] : [correctionText(program, shiftMs)]));
  }

  /** Time does not go back from one line to the next: where it does by whole quarters, one of the two programs has another clock. */
  private compare(program: string, clock: Clock, atMs: number): void {
    const { last } = this;
    const other = last && last.program !== program ? this.clocks.get(last.program) : undefined;
    const back = last && other ? quartersOf(last.atMs - atMs) : 0;
    if (!last || !other || back <= 0) return;
    // Where a program's own stamps went back, it was its host's clock that was set.
    if (atMs < clock.lastMs - toleranceMs) return;
    if (isOff(last.program, other, program, clock)) other.shiftMs -= back;
    else clock.shiftMs += back;
  }
}

/** Whether it is `a` that has the other clock: what is known to run in a chroot, else the one that said less. */
function isOff(a: string, { lines: linesOfA }: Clock, b: string, { lines: linesOfB }: Clock): boolean {
  const [chrootA, chrootB] = [/tftpd/.test(a), /tftpd/.test(b)];
  return chrootA === chrootB ? linesOfA <= linesOfB : chrootA;
}

/** The whole quarters of an hour in a difference, when it is one between zones; else 0. Milliseconds. */
function quartersOf(ms: number): number {
  const quarters = Math.round(ms / quarterMs) * quarterMs;
  const fits = Math.abs(ms) >= leastMs && Math.abs(ms) <= mostMs && Math.abs(ms - quarters) <= toleranceMs;
  return fits ? quarters : 0;
}

function correctionText(program: string, shiftMs: number): string {
  const hours = Math.abs(shiftMs) / 3_600_000;
  const text = `${hours} ${hours === 1 ? 'hour' : 'hours'} ${shiftMs < 0 ? 'ahead of' : 'behind'} its neighbours`;
  return `${program} stamps its lines ${text} (a chroot without its zone file?): put right`;
}
