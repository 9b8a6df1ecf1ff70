import { describe, expect, it } from 'vitest';
import { isMac, normaliseHost, normaliseIp, normaliseMac, readClient, readWho } from '../../../../server/inputs/contract/addresses.ts';

describe('normaliseMac', () => {
  it.each([
    ['52:54:00:AA:00:10', '52:54:00:aa:00:10'],
    ['52-54-00-aa-00-10', '52:54:00:aa:00:10'],
    ['01:52:54:00:cc:00:01', undefined],
    ['52:54:00:aa:00', undefined],
    ['52:54:00:aa:00:1g', undefined],
    ['', undefined],
  ])('%s is %s', (text, mac) => {
    expect(normaliseMac(text)).toBe(mac);
    expect(isMac(text)).toBe(mac !== undefined);
  });
});

describe('normaliseIp', () => {
  it.each([
    ['10.1.1.101', '10.1.1.101'],
    ['::ffff:10.1.1.101', '10.1.1.101'],
    ['::FFFF:0A01:0165', '10.1.1.101'],
    ['FD00:1::66', 'fd00:1::66'],
    ['fd00:1:0:0:0:0:0:66', 'fd00:1::66'],
    ['fe80::b8df:b2ff:fedc:caae%eth0', 'fe80::b8df:b2ff:fedc:caae'],
    ['10.1.1.256', undefined],
    ['010.1.1.1', undefined],
    ['10.1.1', undefined],
    ['eth0', undefined],
    ['', undefined],
  ])('%s is %s', (text, ip) => {
    expect(normaliseIp(text)).toBe(ip);
  });
});

describe('normaliseHost', () => {
  it.each([
    ['Backend-0-0.local', 'backend-0-0.local'],
    ['10.1.1.256', undefined],
    ['a b', undefined],
    ['-', undefined],
    ['x'.repeat(254), undefined],
  ])('%s is %s', (text, host) => {
    expect(normaliseHost(text)).toBe(host);
  });
});

describe('whose line it is', () => {
  it.each([
    ['52-54-00-AA-00-10', { mac: '52:54:00:aa:00:10' }, { host: '52-54-00-aa-00-10' }],
    ['10.1.1.101', { ip: '10.1.1.101' }, { ip: '10.1.1.101' }],
    ['Backend-0-0', { host: 'backend-0-0' }, { host: 'backend-0-0' }],
    ['#', undefined, undefined],
  ])('%s', (text, who, client) => {
    expect(readWho(text)).toEqual(who);
    expect(readClient(text)).toEqual(client);
  });
});
