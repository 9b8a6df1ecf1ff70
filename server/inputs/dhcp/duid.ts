// The DUID by which a DHCPv6 client names itself. Two of its kinds hold the client's MAC (RFC 8415, 11.2 and 11.4), the others only a number.
import { normaliseMac } from '../contract/addresses.ts';

// 00:03:00:01:52:54:00:cc:00:01, or with the time of its making 00:01:00:01:32:93:ab:f1:52:54:00:cc:00:02; the second 01 is Ethernet
const withMac = /^00:(?:03:00:01|01:00:01(?::[\da-f]{2}){4}):((?:[\da-f]{2}:){5}[\da-f]{2})$/i;

/** The Ethernet address in a DUID that is written as bytes with colons; undefined when it has none. */
export function macOfDuid(duid: string): string | undefined {
  return normaliseMac(withMac.exec(duid)?.[1] ?? '');
}
