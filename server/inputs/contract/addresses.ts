// Normalises addresses and host names from logs, so that two sources that mean the same machine use the same spelling. No lookups in DNS or the
// inventory.
import { isIP, SocketAddress } from 'node:net';
import type { Who } from '../../../state-machines/vocabulary.ts';

const mac = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;
const hostName = /^[a-z0-9_][a-z0-9._-]{0,252}$/i;

/** Lower case with colons; undefined if it is not a six-byte MAC. */
export function normaliseMac(text: string): string | undefined {
  return mac.test(text) ? text.toLowerCase().replaceAll('-', ':') : undefined;
}

/** IPv4 as it is, IPv6 lower case in its shortest form (RFC 5952) without a zone, IPv4-mapped IPv6 as IPv4; undefined for anything else. */
export function normaliseIp(text: string): string | undefined {
  const version = isIP(text);
  if (version === 0) return undefined;
  if (version === 4) return text;
  const { address } = new SocketAddress({ address: text.replace(/%.*$/, ''), family: 'ipv6' });
  const mapped = address.toLowerCase().replace(/^::ffff:(?=[\d.]+$)/, '');
  return isIP(mapped) === 0 ? undefined : mapped;
}

/** Lower case; undefined if it can't be a host name. Only digits and dots are a damaged address. */
export function normaliseHost(text: string): string | undefined {
  return hostName.test(text) && !/^[\d.]+$/.test(text) ? text.toLowerCase() : undefined;
}

export const isMac = (text: string): boolean => normaliseMac(text) !== undefined;

/** A client as named in a server's log: an address, or a name if the server resolves addresses. */
export function readClient(text: string): Who | undefined {
  const ip = normaliseIp(text);
  if (ip !== undefined) return { ip };
  const host = normaliseHost(text);
  return host === undefined ? undefined : { host };
}

/** A machine, by MAC, IP or host name. */
export function readWho(text: string): Who | undefined {
  const address = normaliseMac(text);
  return address === undefined ? readClient(text) : { mac: address };
}

/** Whether the client is this host. */
export function isThisHost(ip: string): boolean {
  return ip === '127.0.0.1' || ip === '::1';
}
