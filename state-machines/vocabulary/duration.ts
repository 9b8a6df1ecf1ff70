// Durations in words, the same on the page and in the terminal. Pure; milliseconds in.

/** `45 s`, `2 m 05 s`, `1 h 03 m`, `3 d 04 h`; never negative. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m ${two(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${two(minutes % 60)} m`;
  return `${Math.floor(hours / 24)} d ${two(hours % 24)} h`;
}

/** A limit as a duration, without the trailing zeros of a round number. */
export function limitText(ms: number): string {
  return durationText(ms).replace(/ 00 [a-z]$/, '');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
