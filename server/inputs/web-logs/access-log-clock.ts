// Parses the time of an access log line: `[21/Nov/2026:01:05:41 +0000]`. Neighbouring lines differ only in the seconds, so the full date is parsed
// once a minute.
import { monthNumber, offsetMs, utcMs } from '../clocks/calendar.ts';

const form = /^\[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-]\d{4})\]$/;
export const timeLength = '[21/Nov/2026:01:05:41 +0000]'.length;
const secondsAt = '[21/Nov/2026:01:05:'.length;
const zoneAt = secondsAt + 2;
const [digit0, digit5, digit9] = [0x30, 0x35, 0x39];

/** For the lines of one log. */
export class AccessLogClock {
  private last = '';
  private lastMs: number | undefined;
  /** The last fully parsed time: the text before and after its seconds. */
  private minute = '';
  private zone = '';
  private minuteMs = 0;
  private readonly bytes = Buffer.alloc(timeLength);

  /** Epoch milliseconds; undefined if `text` has no time at `from`. */
  read(text: string, from: number): number | undefined {
    if (from < 0) return undefined;
    const time = text.slice(from, from + timeLength);
    if (time !== this.last) {
      this.last = time;
      this.lastMs =
        time.slice(0, secondsAt) === this.minute && time.slice(zoneAt) === this.zone ? this.readSecond(time) : this.readAnew(time);
    }
    return this.lastMs;
  }

  /** Whether the bytes of `block` at `from` are a time in the last fully parsed minute. */
  isSameMinute(block: Buffer, from: number): boolean {
    const { bytes } = this;
    // Backwards, because minutes differ at their end.
    for (let i = secondsAt - 1; i >= 0; i--) if (block[from + i] !== bytes[i]) return false;
    for (let i = zoneAt; i < timeLength; i++) if (block[from + i] !== bytes[i]) return false;
    return areSeconds(block[from + secondsAt] ?? 0, block[from + secondsAt + 1] ?? 0);
  }

  private readSecond(time: string): number | undefined {
    const [tens, ones] = [time.charCodeAt(secondsAt), time.charCodeAt(secondsAt + 1)];
    return areSeconds(tens, ones) ? this.minuteMs + ((tens - digit0) * 10 + ones - digit0) * 1000 : undefined;
  }

  private readAnew(text: string): number | undefined {
    const [, day, month, ...rest] = form.exec(text) ?? [];
    const [year = 0, hour = 0, minute = 0, second = 0] = rest.map(Number);
    const localMs = utcMs({ year, month: monthNumber(month), day: Number(day), hour, minute, second });
    const ahead = offsetMs(rest[4]);
    if (localMs === undefined || ahead === undefined) return undefined;
    this.minute = text.slice(0, secondsAt);
    this.zone = text.slice(zoneAt);
    this.minuteMs = localMs - ahead - second * 1000;
    this.bytes.write(text, 'latin1');
    return localMs - ahead;
  }
}

function areSeconds(tens: number, ones: number): boolean {
  return tens >= digit0 && tens <= digit5 && ones >= digit0 && ones <= digit9;
}
