// Stacki: its message queue and a frontend's host inventory.
import * as z from 'zod';
import type { PlugIn } from '../contract/plug-in.ts';
import { sourceKind, sourceName } from '../contract/source-kind.ts';
import { placeOfPort, portSettings } from '../network/port-settings.ts';
import { stacki as inventory } from './inventory.ts';
import { createSmqUdpSource } from './smq-udp.ts';
import { SmqZmqSource } from './smq-zmq.ts';

const zmqSettings = z.strictObject({
  type: z.literal('smq-zmq'),
  url: z
    .string()
    .regex(/^tcp:\/\/(?:[^\s:/]+|\[[\da-f:.]+\]):\d{1,5}$/i, 'an address such as tcp://frontend:5001')
    .default('tcp://127.0.0.1:5001')
    .describe('publisher of the message queue of a running Stacki frontend'),
  name: sourceName,
});

export const stacki = {
  name: 'stacki',
  page: 'ways-in.md#stackis-message-queue',
  sources: [
    sourceKind({
      schema: zmqSettings,
      place: ({ url }) => url,
      create: (settings, { logs: _logs, ...context }) => new SmqZmqSource({ ...settings, ...context }),
    }),
    sourceKind({
      schema: portSettings('smq-udp', 5_000),
      place: (settings) => placeOfPort('UDP', settings),
      create: (settings, { logs: _logs, ...context }) => createSmqUdpSource({ ...settings, ...context }),
    }),
  ],
  // On a frontend, the publisher already uses the UDP port.
  usualSources: [{ there: '/opt/stack/sbin/smq-publisher', settings: zmqSettings.parse({ type: 'smq-zmq' }) }],
  inventory,
} satisfies PlugIn;
