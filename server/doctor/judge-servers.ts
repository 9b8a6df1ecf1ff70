// What the boot servers that are there say of the machine: that one is missing, silent or does not run.
import type { SourceSettings } from '../inputs/contract/source-settings.ts';
import type { FoundServer } from './boot-servers.ts';
import type { Finding } from './contract/finding.ts';
import type { Machine } from './contract/machine.ts';

export function presence(servers: readonly FoundServer[]): Finding[] {
  if (servers.length === 0) {
    const what = 'no boot server runs here, is started at boot or has left a line in a log: is this the machine that others install from?';
    return [{ urgency: 'broken', what, mend: "ss -lunp 'sport = :67 or sport = :69'" }];
  }
  const missing = (['DHCP', 'TFTP'] as const).filter((serves) => !servers.some((server) => server.serves.includes(serves)));
  return missing.map((serves) => ({ urgency: 'hint', what: `no ${serves} server is known here: stages that its log shows are not seen` }));
}

/** A DHCP server talks as soon as it is started; the journal is not read here. */
export function silence(servers: readonly FoundServer[], sources: readonly SourceSettings[]): Finding[] {
  if (sources.some(({ type }) => type === 'journal')) return [];
  return servers
    .filter(({ serves, state, hasLines }) => serves.includes('DHCP') && state === 'running' && !hasLines)
    .map(({ name }) => ({
      urgency: 'hint',
      what: `${name} is running, but no recent line of it is in any log that serve watches: where does it log to?`,
      mend: `grep -lr '${name}' /var/log; journalctl -t ${name} -n 3`,
    }));
}

/** Those that systemd starts at boot and that do not run; TFTP servers may wait for a request to be started. */
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
