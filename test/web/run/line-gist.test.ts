// Real lines, of our samples and of common variants.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gistOf } from '../../../web/run/line-gist.ts';

describe('the gist of an access log line keeps the answer apart:', () => {
  it.each([
    [
      '10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /install/sbin/profile.cgi?os=sles&np=4 HTTP/1.1" 500 571 "-" "libcurl/7.37.0"',
      { text: 'GET /install/sbin/profile.cgi?os=sles&np=4', end: '500 571' },
    ],
    ['10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /x HTTP/1.1" 304 -', { text: 'GET /x', end: '304 -' }],
    ['fe80::1 - Jo Doe [21/Nov/2026:05:59:48 +0000] "POST /x HTTP/2" 200 1', { text: 'POST /x', end: '200 1' }],
    ['10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /x" 400 226', { text: 'GET /x', end: '400 226' }],
    ['10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "-" 408 -', { text: '-', end: '408 -' }],
    [
      String.raw`10.1.1.101 - - [21/Nov/2026:01:05:49 +0000] "GET /install/sbin/public/setPxeboot.cgi?params={\"action\":\"os\"} HTTP/1.1" 200 1`,
      { text: String.raw`GET /install/sbin/public/setPxeboot.cgi?params={\"action\":\"os\"}`, end: '200 1' },
    ],
  ])('%s', (line, gist) => {
    expect(gistOf(line)).toEqual(gist);
  });
});

describe('the gist of a syslog line is its message:', () => {
  it.each([
    [
      'Nov 21 05:58:00 frontend-0-0 dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0',
      'dhcpd[127]: DHCPDISCOVER from 52:54:00:aa:00:10 via eth0',
    ],
    ['Nov  1 05:58:00 frontend-0-0 dhcpd: DHCPACK', 'dhcpd: DHCPACK'],
    ['2026-11-21T05:58:00.123+00:00 frontend-0-0 dhcpd: DHCPACK', 'dhcpd: DHCPACK'],
    ['<30>Nov 21 05:58:00 frontend-0-0 dhcpd: DHCPACK', 'dhcpd: DHCPACK'],
  ])('%s', (line, text) => {
    expect(gistOf(line)).toEqual({ text, end: '' });
  });
});

it.each(['', 'health/10.1.1.101 {"state":"online","ssh":"up"}', '10.1.1.21 - - [21/Nov/2026:05:59:48 +0000] "GET /torn'])(
  'what it does not know it leaves as it is: %s',
  (line) => {
    expect(gistOf(line)).toEqual({ text: line, end: '' });
  },
);

it.each(['clean', 'profile-500', 'four-at-once'])('every request of %s is read', (story) => {
  const text = readFileSync(new URL(`../../../sample-logs/${story}/ssl_access_log`, import.meta.url), 'utf8');
  const lines = text.trimEnd().split('\n');
  expect(lines.filter((line) => gistOf(line).end === '')).toEqual([]);
});
