import { expect, it } from 'vitest';
import { accessLogsIn, tlsLogsIn } from '../../../../server/inputs/web-logs/usual-logs.ts';

const folders = ['/var/log/httpd', '/var/log/apache2'];

it('access logs, by each of their names in each folder', () => {
  expect(accessLogsIn(folders).map(({ there }) => there)).toEqual([
    '/var/log/httpd/access_log',
    '/var/log/httpd/access.log',
    '/var/log/httpd/other_vhosts_access.log',
    '/var/log/apache2/access_log',
    '/var/log/apache2/access.log',
    '/var/log/apache2/other_vhosts_access.log',
  ]);
});

it.each([
  ['access-log', accessLogsIn(['/srv/log'])],
  ['caddy', accessLogsIn(['/srv/log'], 'caddy')],
])('each is followed from its end by a source of the type %s', (type, logs) => {
  for (const { there, settings, as } of logs) {
    expect([settings, as]).toEqual([{ type, path: there, from: 'end' }, 'access log']);
  }
});

it('one log of requests over TLS in each folder', () => {
  expect(tlsLogsIn(folders)).toEqual(
    folders.map((folder) => ({
      there: `${folder}/ssl_access_log`,
      settings: { type: 'ssl-access-log', path: `${folder}/ssl_access_log`, from: 'end' },
      as: 'TLS access log',
    })),
  );
});
