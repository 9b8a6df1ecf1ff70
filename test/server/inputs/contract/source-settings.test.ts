import { expect, it } from 'vitest';
import { isLog } from '../../../../server/inputs/contract/source-settings.ts';
import { sourceSchema } from '../../../../server/settings/source-settings.ts';

it.each([
  [{ type: 'syslog', path: '/var/log/messages' }, true],
  [{ type: 'access-log', path: '/var/log/httpd/*access_log' }, true],
  [{ type: 'journal', directory: '/var/log/journal' }, false],
  [{ type: 'mqtt', url: 'mqtt://broker' }, false],
  [{ type: 'syslog-udp' }, false],
])('%j follows log files: %s', (settings, expected) => {
  expect(isLog(sourceSchema.parse(settings))).toBe(expected);
});
