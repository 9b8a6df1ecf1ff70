// Normalizes MAC addresses as administrators and other programs write them.
import { normaliseMac } from '../inputs/contract/addresses.ts';

/** With colons, dashes or Cisco's dots, without leading zeros as ether_aton(3) permits, or as twelve digits; undefined for anything else. */
export function readHardwareAddress(text: string): string | undefined {
  const digits = text.trim().replaceAll('.', '');
  if (/^[\da-f]{12}$/i.test(digits)) return normaliseMac(digits.match(/../g)?.join(':') ?? '');
  const octets = text.trim().split(/[:-]/);
  if (octets.length !== 6 || !octets.every((octet) => /^[\da-f]{1,2}$/i.test(octet))) return undefined;
  return normaliseMac(octets.map((octet) => octet.padStart(2, '0')).join(':'));
}

/**
 * The MAC inside an identifier of hexadecimal octets: a client identifier of hardware type 1 (RFC 2132, 9.14), or a DUID made of a link-layer
 * address (RFC 8415, 11.2 and 11.4). Undefined if there is none, or `text` is not such an identifier.
 */
export function macInIdentifier(text: string): string | undefined {
  const octets = text
    .trim()
    .replace(/^0x/i, '')
    .split(/[:-]|(?<=^(?:[\da-f]{2})+)(?=[\da-f]{2})/i);
  if (!octets.every((octet) => /^[\da-f]{1,2}$/i.test(octet))) return undefined;
  const hex = octets.map((octet) => octet.padStart(2, '0').toLowerCase()).join('');
  const [, mac] = /^(?:01|00030001|00010001[\da-f]{8})([\da-f]{12})$/.exec(hex) ?? [];
  return mac === undefined ? undefined : readHardwareAddress(mac);
}
