// The commands of a workflow's checks, filled in for one backend. A backend's names come from the network and end up in a shell, so only valid
// addresses and host names are inserted. Pure.
import { hexAddress } from './recognise.ts';

/** The backend whose values are filled in: a summary or a full view. */
export interface Checked {
  ip: string | null;
  mac: string | null;
  host: string | null;
}

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const ipv6 = /^(?=.*:.*:)[\da-f:]{3,39}$/i;
const mac = /^[\da-f]{2}(?::[\da-f]{2}){5}$/i;
const host = /^[a-z\d][a-z\d._-]{0,252}$/i;

const placeholders = {
  ip: (of: Checked) => (of.ip !== null && (ipv4.test(of.ip) || ipv6.test(of.ip)) ? of.ip : null),
  mac: (of: Checked) => (of.mac !== null && mac.test(of.mac) ? of.mac : null),
  dashedMac: (of: Checked) => (of.mac !== null && mac.test(of.mac) ? of.mac.toLowerCase().replaceAll(':', '-') : null),
  hexIp: (of: Checked) => (of.ip !== null && ipv4.test(of.ip) ? hexAddress(of.ip) : null),
  host: (of: Checked) => (of.host !== null && host.test(of.host) ? of.host : null),
};
type Placeholder = keyof typeof placeholders;

/** The command with the backend's values; null if a value is unknown or unsafe for a shell. */
export function fillCommand(command: string, backend: Checked): string | null {
  let complete = true;
  const filled = command.replace(/\{(ip|mac|dashedMac|hexIp|host)\}/g, (_, name: Placeholder) => {
    const value = placeholders[name](backend);
    complete &&= value !== null;
    return value ?? '';
  });
  return complete ? filled : null;
}
