// Checks whether the clock is synchronised: limits compare it with times in logs, including logs of other machines.
import type { Examined } from './contract/finding.ts';
import type { Machine } from './contract/machine.ts';

export async function checkClock(machine: Machine): Promise<Examined> {
  if (!machine.isThisOne) return { findings: [] };
  const said = (await machine.files.output('timedatectl', ['show', '-p', 'NTPSynchronized', '--value']).catch(() => '')).trim();
  if (said === 'yes') return { findings: [] };
  if (said === 'no') {
    const what = 'the clock is not synchronised: times in logs of other machines and limits may be off';
    return { findings: [{ urgency: 'quiet', what, mend: 'timedatectl set-ntp true' }] };
  }
  const keepers = await machine.running('chronyd', 'ntpd', 'ntpsec', 'systemd-timesyncd', 'openntpd');
  if (keepers.length > 0) return { findings: [] };
  return {
    findings: [
      {
        urgency: 'hint',
        what: 'cannot determine whether the clock is synchronised: timedatectl does not respond, and no NTP daemon is running',
        mend: 'chronyc tracking',
      },
    ],
  };
}
