import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Report } from '../../../server/doctor/examine.ts';
import { suggestedSettings } from '../../../server/doctor/suggested-settings.ts';
import { parseSettings } from '../../../server/settings/settings.ts';

const syslog = { type: 'syslog', path: '/var/log/messages', from: 'end' } as const;
const log = { type: 'log', path: '/var/log/dnsmasq.log', from: 'end' } as const;
const report: Report = {
  findings: [],
  servers: [],
  watched: [],
  unwatched: [log],
  inventory: [
    { provider: 'dhcpd', place: '/etc/dhcp/dhcpd.conf', machines: 7 },
    { provider: 'ethers', place: '/etc/ethers', machines: 0 },
    { provider: 'kea', place: '/etc/kea', machines: null },
  ],
};

it('are settings that are accepted, with the logs that serve would miss', () => {
  const settings = parse(suggestedSettings(report, [syslog])) as object;
  expect(settings).toEqual({ sources: [syslog, log] });
  expect(() => parseSettings(settings, 'test')).not.toThrow();
});

it('say in comments which inventories know machines', () => {
  const text = suggestedSettings(report, []);
  expect(text).toContain('#   dhcpd /etc/dhcp/dhcpd.conf: 7\n#   kea /etc/kea\n');
  expect(text).not.toContain('ethers');
});

it('have the usual values as comments that can be taken in', () => {
  const comments = suggestedSettings(report, [])
    .split('\n')
    .filter((line) => /^# {1,3}(?:http|mqtt|log|host|port|path):/.test(line));
  expect(parse(comments.map((line) => line.slice(2)).join('\n'))).toEqual({
    http: { host: '127.0.0.1', port: 4080 },
    mqtt: { host: '0.0.0.0', port: 1883 },
    log: { path: '/var/log/checklist.log' },
  });
});
