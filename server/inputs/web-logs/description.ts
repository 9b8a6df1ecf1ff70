// Access logs in the common and the combined format, from any web server.
import { isReadBy } from '../contract/is-read-by.ts';
import type { PlugIn } from '../contract/plug-in.ts';
import { logSource } from '../following/log-source.ts';
import { createAccessLogParser } from './access-log.ts';

const expected = {
  formats: ['access-log'],
  title: 'an access log',
  mend: 'the formats common and combined are supported; in nginx, omit the format',
};

export const webLogs = {
  name: 'access logs',
  page: 'boot-servers/README.md',
  formats: [{ name: 'access-log', title: 'an access log', isLine: isReadBy(createAccessLogParser), createParser: createAccessLogParser }],
  logNames: { names: ['*access_log', '*access.log'], rank: 1 },
  sources: [logSource('access-log', 'access-log', expected), logSource('ssl-access-log', 'access-log', expected)],
} satisfies PlugIn;
