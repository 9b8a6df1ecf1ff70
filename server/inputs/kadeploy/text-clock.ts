// When the lines of Kadeploy's text were written: by their stamps, else by our clock as they come, else counted from the durations that they tell.
// The text of a client has none of the server's stamps.

const stamp = /^(\d{9,11}\.\d{5})\|(.*)$/s;

export class KadeployClock {
  nowMs: number;
  /** Whether the line tells it, or we were there. */
  private isKnown = false;

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  /** The text behind the stamp; from here on it is as late as the line. */
  read(line: string, receivedAtMs: number): string {
    const [, seconds, text = line] = stamp.exec(line) ?? [];
    // What a text with a line end in it has on its second line is as late as the first.
    this.isKnown ||= seconds !== undefined || receivedAtMs > 0;
    if (seconds !== undefined) this.nowMs = Math.round(Number(seconds) * 1000);
    else if (receivedAtMs > 0) this.nowMs = Math.max(this.nowMs, receivedAtMs);
    return text;
  }

  /** As something else tells. */
  set(atMs: number): void {
    this.isKnown = true;
    this.nowMs = atMs;
  }

  /** So long after `sinceMs`, where nothing better is known. */
  reach(sinceMs: number, seconds: number | null): void {
    if (!this.isKnown && seconds !== null) this.nowMs = Math.max(this.nowMs, sinceMs + seconds * 1000);
  }
}
