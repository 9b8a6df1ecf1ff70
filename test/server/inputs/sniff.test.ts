import { describe, expect, it } from 'vitest';
import { accessLines, mqttLines, starlingxLogLines, syslogLines } from './real-lines.ts';
import { sniffFormat } from './readers.ts';

const [syslog = ''] = syslogLines;
const [access = ''] = accessLines;
const [mqtt = ''] = mqttLines;
const junk = '# made by hand';
const times = (count: number, line: string) => Array.from({ length: count }, () => line);

describe('one line is enough', () => {
  it.each<[string, string]>([
    ...syslogLines.map((line) => [line, 'syslog'] satisfies [string, string]),
    ...accessLines.map((line) => [line, 'access-log'] satisfies [string, string]),
    ...mqttLines.map((line) => [line, 'mqtt-jsonl'] satisfies [string, string]),
    ...starlingxLogLines.map((line) => [line, 'starlingx-log'] satisfies [string, string]),
    ['$ dcmanager strategy-step list +--+--+--+ | cloud | stage | state |', 'starlingx-cli'],
    ['Feb 29 01:05:17 frontend-0-0 dhcpd[127]: x', 'syslog'],
    ['Nov 21 01:21:12 frontend-0-0 last message repeated 2 times', 'syslog'],
    ['<29>Nov 21 01:22:41 in.tftpd[146]: RRQ from 10.1.1.101 filename pxelinux.0', 'syslog'],
    ['10.1.1.101 - - [21/Nov/2026:01:40:45 +0000] "GARBAGE" 400 266 "-" "-"', 'access-log'],
    ['frontend-0-0:80 10.1.1.101 - - [21/Nov/2026:01:40:45 +0000] "GET / HTTP/1.1" 200 1 "-" "-"', 'access-log'],
    ['Sat Nov 21 09:00:52 2026 - demohost TASKEND confdir 0', 'fai-log'],
    ['{"timestamp": 1795223180.1, "topic": "sensors/1", "payload": ""}', 'mqtt-jsonl'],
  ])('%s', (line, format) => {
    expect(sniffFormat([line])).toBe(format);
  });
});

describe('none', () => {
  it.each([
    [['+----+------+', '| id | name |', '+----+------+']],
    [[]],
    [['']],
    [['', ' ', '\t']],
    [[junk]],
    [['{}', '{"timestamp":1}', '[]']],
    [['2026-11-21 01:21:12.159 INFO  [kea-dhcp4.leases/127.1] DHCP4_LEASE_ALLOC x']],
    [['Nov 31 01:05:17 frontend-0-0 dhcpd[127]: x']],
    [['10.1.1.101 - - [21/Nov/2026:01:40:45 +0000] "GET / HTTP/1.1']],
  ])('%j', (lines) => {
    expect(sniffFormat(lines)).toBeUndefined();
  });
});

describe('more than half decide', () => {
  it.each([
    ['two of three', [syslog, junk, syslog], 'syslog'],
    ['two of three, the first another', [access, mqtt, mqtt], 'mqtt-jsonl'],
    ['one of two', [syslog, junk], undefined],
    ['half and half', [syslog, access], undefined],
    ['one of each', [syslog, access, mqtt], undefined],
    ['11 of 20', [...times(9, junk), ...times(11, access)], 'access-log'],
    ['10 of 20', [...times(10, junk), ...times(10, access)], undefined],
    ['empty lines aside', ['', syslog, '', ' ', '\t', ''], 'syslog'],
    ['a first line that was cut', [syslog.slice(30), syslog, syslog], 'syslog'],
  ])('%s', (_, lines, format) => {
    expect(sniffFormat(lines)).toBe(format);
  });

  it('looks at 20 lines that are not empty, and no more', () => {
    expect(sniffFormat([...times(50, ''), ...times(11, syslog), ...times(9, junk), ...times(100, access)])).toBe('syslog');
    expect(sniffFormat([...times(20, junk), ...times(100, access)])).toBeUndefined();
    expect(sniffFormat([...times(10, junk), ...times(11, access)])).toBeUndefined();
  });
});

it('judges no line by the one before', () => {
  expect(sniffFormat(['Dec 31 23:59:59 f dhcpd[1]: x', 'Jan  1 00:00:00 f dhcpd[1]: x', 'Feb 29 00:00:00 f dhcpd[1]: x'])).toBe('syslog');
});
