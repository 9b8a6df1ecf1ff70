import { describe, expect, it } from 'vitest';
import { usualSources } from '../../../server/settings/usual-sources.ts';

describe('the usual logs', () => {
  it('are those that are there', () => {
    const there = new Set([
      '/var/log/syslog',
      '/var/log/apache2/access.log',
      '/var/log/nginx/access.log',
      '/var/log/apache2/ssl_access_log',
    ]);
    expect(usualSources((path) => there.has(path)).map((source) => ('path' in source ? source.path : ''))).toEqual([
      '/var/log/syslog',
      '/var/log/apache2/access.log',
      '/var/log/nginx/access.log',
      '/var/log/apache2/ssl_access_log',
    ]);
  });

  it('are those of xCAT, Cobbler and FAI too, where there are any', () => {
    const there = new Set(['/var/log/messages', '/var/log/xcat/computes.log', '/var/log/cobbler/install.log', '/var/log/fai-monitor.log']);
    expect(usualSources((path) => there.has(path)).map(({ type }) => type)).toEqual([
      'syslog',
      'access-log',
      'ssl-access-log',
      'xcat-log',
      'cobbler-install-log',
      'fai-log',
    ]);
  });

  it('are those of other boot servers, whose kind is recognised', () => {
    const there = new Set([
      '/var/log/syslog',
      '/var/log/dnsmasq.log',
      '/var/log/kea/kea-dhcp4.log',
      '/var/log/lighttpd/access.log',
      '/var/log/caddy/access.log',
    ]);
    expect(usualSources((path) => there.has(path)).map(({ type }) => type)).toEqual(['syslog', 'log', 'log', 'access-log', 'log']);
  });

  it('are the journal where no syslogd writes a file', () => {
    const there = new Set(['/run/systemd/journal/socket', '/var/log/nginx/access.log']);
    expect(usualSources((path) => there.has(path)).map(({ type }) => type)).toEqual(['journal', 'access-log']);
  });

  it('are waited for, one of each kind, where none is there', () => {
    expect(usualSources(() => false).map((source) => source.type)).toEqual(['syslog', 'access-log', 'ssl-access-log']);
  });
});
