// Usual names of web servers' access logs.
import { usualLog, type UsualSource } from '../contract/plug-in.ts';

/** What access logs do not show, for the docs. */
export const unseenInAccessLogs = 'a request in progress; whether a file arrived completely';

/** `type`: of the source. */
export function accessLogsIn(folders: readonly string[], type = 'access-log'): UsualSource[] {
  const names = ['access_log', 'access.log', 'other_vhosts_access.log'];
  return folders.flatMap((folder) => names.map((name) => usualLog(type, `${folder}/${name}`, 'access log')));
}

/** Present only if the main access log lacks TLS requests. */
export function tlsLogsIn(folders: readonly string[]): UsualSource[] {
  return folders.map((folder) => usualLog('ssl-access-log', `${folder}/ssl_access_log`, 'TLS access log'));
}
