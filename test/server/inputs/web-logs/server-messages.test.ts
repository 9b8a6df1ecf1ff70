import { expect, it } from 'vitest';
import { readServerMessage } from '../../../../server/inputs/web-logs/server-messages.ts';
import { accessLines } from '../real-lines.ts';

it('a request that a server logged to syslog', () => {
  expect(readServerMessage(accessLines[0] ?? '')).toEqual({
    sight: { kind: 'http', path: '/install/pallets/SLES/12/sp3/sles/x86_64/boot/x86_64/config', query: '', status: 200 },
    who: { ip: '10.1.1.101' },
  });
});

it.each([
  '[mpm_event:notice] [pid 7:tid 7] AH00489: Apache/2.4.62 (Debian) configured -- resuming normal operations',
  '[core:error] [pid 130] [client 10.1.1.101:40312] File does not exist: "/srv/x"',
  '10.1.1.1 - - [21/Nov/2026:01:07:28 +0000] "OPTIONS * HTTP/1.0" 200 - "-" "Apache/2.4.71 (internal dummy connection)"',
  '',
])('irrelevant: %j', (message) => {
  expect(readServerMessage(message)).toBe('irrelevant');
});

it('a request that is cut off can not be read', () => {
  expect(readServerMessage((accessLines[0] ?? '').slice(0, 80))).toBe('unparsed');
});
