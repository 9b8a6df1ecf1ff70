// Whether a browser's request comes from our own pages. Whoever is no browser sends no Origin.
import type { IncomingHttpHeaders } from 'node:http';

export function isOwnPage({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || URL.parse(origin)?.host === host;
}
