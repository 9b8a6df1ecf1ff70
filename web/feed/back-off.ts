// How long to wait between two attempts to connect. Pure.

const firstMs = 500;
const longestMs = 10_000;

/** The wait before attempt number `attempt` (0 for the first retry), with jitter so that many pages do not reconnect at once. */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** attempt);
  return Math.round(full * (0.5 + random / 2));
}

const silenceMs = 15_000;

/** How long a connection may be silent. A slow first snapshot gets more time with every attempt; otherwise it would never complete. */
export function silenceLimitMs(attempt: number): number {
  return silenceMs * 2 ** Math.min(Math.max(0, attempt), 3);
}
