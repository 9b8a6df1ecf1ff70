// Whether a browser's request comes from our own pages. Whoever is no browser sends no Origin.
import type { IncomingHttpHeaders } from 'node:http';

export function isOwnPage({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (site === 'cross-site' || site === 'same-site') return false;
  return origin === undefined || URL.parse(origin)?.host === host;
}
