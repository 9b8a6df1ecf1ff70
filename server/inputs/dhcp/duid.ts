// The DUID that identifies a DHCPv6 client. Two of its types contain the client's MAC (RFC 8415, 11.2 and 11.4), the others only a number.
import { normaliseMac } from '../contract/addresses.ts';

// 00:03:00:01:52:54:00:cc:00:01, or with a creation time 00:01:00:01:32:93:ab:f1:52:54:00:cc:00:02; the second 01 is Ethernet
const withMac = /^00:(?:03:00:01|01:00:01(?::[\da-f]{2}){4}):((?:[\da-f]{2}:){5}[\da-f]{2})$/i;

/** The Ethernet address in a DUID in colon notation; undefined if it has none. */
export function macOfDuid(duid: string): string | undefined {
  return normaliseMac(withMac.exec(duid)?.[1] ?? '');
}
