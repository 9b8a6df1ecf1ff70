// The text between the tables of a pasted session: commands at the prompt, the output of `df` (not a table), and clocks.
import type { VolumeFacts } from '../prerequisites.ts';

export interface Command {
  /** Type of the strategy that the command refers to; null for other commands. */
  type: string | null;
  verb: string;
}

const strategyCommands: Record<string, string> = {
  'sw-deploy': 'sw-deploy',
  prestage: 'prestage',
  'fw-update': 'firmware',
  'kube-upgrade': 'kubernetes',
  'kube-rootca-update': 'kube-rootca-update',
  patch: 'patch',
  upgrade: 'upgrade',
};

// ~(keystone_admin)]$ dcmanager sw-deploy-strategy create
export function lastCommand(text: string): Command | undefined {
  const [, name = '', verb = ''] = [...text.matchAll(/\bdcmanager\s+([a-z-]+)\s+([a-z]+)\b/g)].at(-1) ?? [];
  return name === '' ? undefined : { type: strategyCommands[name.replace(/-strategy$/, '')] ?? null, verb };
}

// /dev/sda1 ext4 29G 6.9G 21G 26% /opt/platform-backup
const volume = /(\/\S{1,200})\s+([a-z]\w{1,15})\s+(\d{1,6}(?:\.\d)?)([KMGTP])\s+\S{1,12}\s+\S{1,12}\s+\d{1,3}%\s+\/opt\/platform-backup\b/g;
const gibOf: Record<string, number> = { K: 1 / 1024 ** 2, M: 1 / 1024, G: 1, T: 1024, P: 1024 ** 2 };

export function readVolumes(text: string): VolumeFacts[] {
  return [...text.matchAll(volume)].map(([, device = '', type = '', number = '', unit = '']) => ({
    device,
    type,
    size: `${number}${unit}`,
    gib: Number(number) * (gibOf[unit] ?? 0),
  }));
}

// Every 30.0s: dcmanager strategy-step list          controller-0: Wed Nov  6 12:58:01 2024
// Wed Nov  6 12:58:01 UTC 2024
// 2024-11-06T12:58:01Z
const clock =
  /\b[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (?:UTC )?(\d{4})\b|\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:Z|\+00:00)/g;

/** Times printed by `watch` and `date` on a controller, which runs in UTC. Epoch milliseconds. */
export function readClocks(text: string): number[] {
  const times = [...text.matchAll(clock)].map(([, month, day, time, year, iso]) =>
    Date.parse(iso === undefined ? `${day} ${month} ${year} ${time} UTC` : `${iso}Z`),
  );
  return times.filter((atMs) => !Number.isNaN(atMs));
}
