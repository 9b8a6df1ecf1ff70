import { expect, it } from 'vitest';
import type { Report } from '../../../server/doctor/examine.ts';
import { reportText } from '../../../server/doctor/report-text.ts';

const report: Report = { findings: [], servers: [], watched: [], unwatched: [], inventory: [] };
const linesOf = (more: Partial<Report>): string[] => reportText({ ...report, ...more }).split('\n');

it('what is to be fixed comes first, numbered, each with its command; then what is good to know', () => {
  const lines = linesOf({
    findings: [
      { urgency: 'broken', what: 'nothing is seen', mend: 'start it' },
      { urgency: 'quiet', what: 'less is seen' },
      { urgency: 'hint', what: 'by the way' },
    ],
  });
  expect(lines[0]).toMatch(/^2 /);
  expect(lines.slice(1, 4)).toEqual(['  1. nothing is seen', '       start it', '  2. less is seen']);
  expect(lines[5]).toBe('   - by the way');
});

it('hints alone are no problem', () => {
  expect(linesOf({ findings: [{ urgency: 'hint', what: 'by the way' }] })[0]).toBe(linesOf({})[0]);
});

it('then servers, logs, and inventories that know machines', () => {
  const lines = linesOf({
    servers: [{ name: 'dhcpd', serves: 'DHCP', state: 'running', hasLines: true }],
    watched: [
      { type: 'syslog', place: '/var/log/syslog', state: null },
      { type: 'access-log', place: '/a', state: 'last written now' },
    ],
    inventory: [
      { provider: 'dhcpd', place: '/etc/dhcp/dhcpd.conf', machines: 1 },
      { provider: 'csv', place: '/m.csv', machines: 2 },
      { provider: 'ethers', place: '/etc/ethers', machines: 0 },
    ],
  });
  expect(lines.slice(2)).toEqual([
    'boot servers   dhcpd, running',
    'serve watches  syslog /var/log/syslog',
    '               access-log /a: last written now',
    'inventory      dhcpd /etc/dhcp/dhcpd.conf: 1 machine',
    '               csv /m.csv: 2 machines',
    '',
  ]);
});

it('of what is not there it says none', () => {
  expect(linesOf({}).slice(2, 5)).toEqual(['boot servers   none', 'serve watches  none', 'inventory      none']);
});

it('a name can give no orders to the terminal', () => {
  expect(reportText({ ...report, findings: [{ urgency: 'broken', what: 'a\u001B[2Jb' }] })).not.toContain('\u001B');
});
