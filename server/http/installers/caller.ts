// The client: the address of the connection, and whether that is this host. Addresses in headers are never trusted.
import type { FastifyRequest } from 'fastify';
import { isThisHost, normaliseIp } from '../../inputs/contract/addresses.ts';

export interface Caller {
  ip: string;
  isThisHost: boolean;
  /** Forwarded by a proxy, so that the address is that of the proxy. */
  isPassedOn: boolean;
}

const proxyHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host'];

export function callerOf({ ip: address, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): Caller {
  const ip = normaliseIp(address) ?? address;
  const isOurs = isThisHost(ip);
  // From other hosts these headers mean nothing: any client can set them.
  const isPassedOn = isOurs && proxyHeaders.some((name) => headers[name] !== undefined);
  return { ip, isThisHost: isOurs && !isPassedOn, isPassedOn };
}
