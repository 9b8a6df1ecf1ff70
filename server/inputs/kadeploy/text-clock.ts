// Times of the lines of Kadeploy's output: from their timestamps, else from our clock if they are read live, else summed from the durations in
// the text. A client's output has no timestamps.

const stamp = /^(\d{9,11}\.\d{5})\|(.*)$/s;

export class KadeployClock {
  nowMs: number;
  /** Whether the time comes from a timestamp or from our clock. */
  private isKnown = false;

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** Returns the text after the timestamp, and advances the clock to the line's time. */
  read(line: string, receivedAtMs: number): string {
    const [, seconds, text = line] = stamp.exec(line) ?? [];
    // A continuation line has the time of the first line.
    this.isKnown ||= seconds !== undefined || receivedAtMs > 0;
    if (seconds !== undefined) this.nowMs = Math.round(Number(seconds) * 1000);
    else if (receivedAtMs > 0) this.nowMs = Math.max(this.nowMs, receivedAtMs);
    return text;
  }

  /** Sets the time from another source, such as the syslog header. */
  set(atMs: number): void {
    this.isKnown = true;
    this.nowMs = atMs;
  }

  /** Advances to `seconds` after `sinceMs`, if no better time is known. */
  reach(sinceMs: number, seconds: number | null): void {
    if (!this.isKnown && seconds !== null) this.nowMs = Math.max(this.nowMs, sinceMs + seconds * 1000);
  }
}
