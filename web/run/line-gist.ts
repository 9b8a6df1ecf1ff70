// The informative part of a log line, for places with little room: without the time and the host, which the row shows already, and with an
// access log's status kept visible. Pure. The whole line is in the element's tooltip.

export interface LineGist {
  /** May be cut off at its end. */
  text: string;
  /** Must stay visible; empty for none. */
  end: string;
}

// 10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /install/sbin/profile.cgi?os=sles HTTP/1.1" 500 571 "-" "libcurl/7.37.0"
// 10.1.1.21 - - [21/Nov/2026:05:59:49 +0000] "GET /install/sbin/public/setPxeboot.cgi?params={\"action\":\"os\"} HTTP/1.1" 200 1
const accessLine = /^\S+ \S+ .*?\[[^\]]+\] "((?:[^"\\]|\\.)*?)(?: HTTP\/[\d.]+)?" (\d{3} \S+)/;
// Nov 21 05:58:00 stacki-1 dhcpd: DHCPDISCOVER from …      2026-11-21T05:58:00.123+00:00 stacki-1 dhcpd: DHCPDISCOVER from …
const syslogHead = /^(?:<\d+>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S+) \S+ /;

export function gistOf(line: string): LineGist {
  const [, request, answer] = accessLine.exec(line) ?? [];
  if (request !== undefined && answer !== undefined) return { text: request, end: answer };
  return { text: line.replace(syslogHead, ''), end: '' };
}
