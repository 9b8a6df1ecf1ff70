// Whether the request of a browser was sent by our own pages. Other clients send no Origin.
import type { IncomingHttpHeaders } from 'node:http';

export function isOwnPage({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (site === 'cross-site' || site === 'same-site') return false;
  return origin === undefined || URL.parse(origin)?.host === host;
}
