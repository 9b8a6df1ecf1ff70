// Who calls: the address, and whether that is this host itself.
import type { FastifyRequest } from 'fastify';
import { normaliseIp } from '../parsers/addresses.ts';

export interface Caller {
  ip: string;
  isThisHost: boolean;
}

export function callerOf(request: Pick<FastifyRequest, 'ip'>): Caller {
  const ip = normaliseIp(request.ip) ?? request.ip;
  return { ip, isThisHost: ip === '127.0.0.1' || ip === '::1' };
}
