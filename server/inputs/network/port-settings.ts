// Settings of sources that listen on a port to which installers send.
import * as z from 'zod';
import { sourceName } from '../contract/source-kind.ts';
import { portNumber } from '../../settings/port-number.ts';

/** `usual`: the default port of its senders. */
export const portSettings = <Type extends string>(type: Type, usual: number) =>
  z.strictObject({
    type: z.literal(type),
    host: z.string().default('0.0.0.0').describe('address to listen on'),
    port: portNumber.default(usual).describe('port to listen on'),
    name: sourceName,
  });

/** `TCP 0.0.0.0:514` */
export function placeOfPort(protocol: 'TCP' | 'UDP', { host, port }: { host: string; port: number }): string {
  return `${protocol} ${host}:${port}`;
}
