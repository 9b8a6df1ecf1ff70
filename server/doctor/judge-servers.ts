// Findings about boot servers: missing, silent or not running.
import type { SourceSettings } from '../inputs/contract/source-settings.ts';
import type { FoundServer } from './boot-servers.ts';
import type { Finding } from './contract/finding.ts';
import type { Machine } from './contract/machine.ts';

export function presence(servers: readonly FoundServer[]): Finding[] {
  if (servers.length === 0) {
    const what =
      'no boot server is running, enabled at boot or present in the logs; check that this is the machine that others install from';
    return [{ urgency: 'broken', what, mend: "ss -lunp 'sport = :67 or sport = :69'" }];
  }
  const missing = (['DHCP', 'TFTP'] as const).filter((serves) => !servers.some((server) => server.serves.includes(serves)));
  return missing.map((serves) => ({ urgency: 'hint', what: `no ${serves} server found: stages that depend on its log are not detected` }));
}

/** DHCP servers log as soon as they start. The journal is not read here. */
export function silence(servers: readonly FoundServer[], sources: readonly SourceSettings[]): Finding[] {
  if (sources.some(({ type }) => type === 'journal')) return [];
  return servers
    .filter(({ serves, state, hasLines }) => serves.includes('DHCP') && state === 'running' && !hasLines)
    .map(({ name }) => ({
      urgency: 'hint',
      what: `${name} is running, but no log that serve watches has a recent line of it; check where it logs to`,
      mend: `grep -lr '${name}' /var/log; journalctl -t ${name} -n 3`,
    }));
}

/** Servers that are enabled at boot but not running; TFTP servers may be started on request. */
export async function stopped(servers: readonly FoundServer[], machine: Machine): Promise<Finding[]> {
  if (!(await machine.files.exists('/run/systemd/system'))) return [];
  return servers
    .filter(({ serves, state }) => state === 'enabled' && !isOnlyTftp(serves))
    .map(({ name, unit }) => ({
      urgency: 'quiet',
      what: `${name} is enabled but not running`,
      mend: `systemctl status ${unit}`,
    }));
}

function isOnlyTftp(serves: FoundServer['serves']): boolean {
  return serves.every((protocol) => protocol === 'TFTP');
}
