// The names that web servers usually give their access logs.
import { usualLog, type UsualSource } from '../contract/plug-in.ts';

/** What no access log shows, for the docs. */
export const unseenInAccessLogs = 'a request in progress; whether a file arrived completely';

/** `type`: of the source that reads them. */
export function accessLogsIn(folders: readonly string[], type = 'access-log'): UsualSource[] {
  const names = ['access_log', 'access.log', 'other_vhosts_access.log'];
  return folders.flatMap((folder) => names.map((name) => usualLog(type, `${folder}/${name}`, 'access log')));
}

/** Beside an access log that has requests over TLS too, there is none. */
export function tlsLogsIn(folders: readonly string[]): UsualSource[] {
  return folders.map((folder) => usualLog('ssl-access-log', `${folder}/ssl_access_log`, 'TLS access log'));
}
