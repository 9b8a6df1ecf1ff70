// Who calls: the address of the connection, and whether that is this host itself. What a header says of addresses is never believed.
import type { FastifyRequest } from 'fastify';
import { isThisHost, normaliseIp } from '../../inputs/contract/addresses.ts';

export interface Caller {
  ip: string;
  isThisHost: boolean;
  /** Somebody else's request that a proxy passes on: its address is the proxy's. */
  isPassedOn: boolean;
}

const proxyHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host'];

export function callerOf({ ip: address, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): Caller {
  const ip = normaliseIp(address) ?? address;
  const isOurs = isThisHost(ip);
  // From elsewhere these headers mean nothing: anybody can write them.
  const isPassedOn = isOurs && proxyHeaders.some((name) => headers[name] !== undefined);
  return { ip, isThisHost: isOurs && !isPassedOn, isPassedOn };
}
