// The UDP port of Stacki's message queue as a source: receives what installing machines send with smq-publish. It replaces Stacki's publisher on
// hosts that do not run one. Where one is running, use `smq-zmq` to subscribe to it.
import { isThisHost } from '../contract/addresses.ts';
import { readSmqMessage, splitSmqDatagram } from './smq-message.ts';
import { DatagramSource, type PortOptions } from '../network/datagram-source.ts';

export interface SmqUdpOptions extends Omit<PortOptions, 'type'> {
  /** IANA name of the zone of times in messages. */
  timeZone: string;
}

export function createSmqUdpSource({ timeZone, ...options }: SmqUdpOptions): DatagramSource {
  const read = (text: string, address: string, receivedAtMs: number) => {
    const message = splitSmqDatagram(text);
    // This host may forward messages of other machines; any other sender is the source itself.
    const sender = isThisHost(address) ? (message?.source ?? address) : address;
    return message ? readSmqMessage({ ...message, sender, receivedAtMs, source: options.name, timeZone }) : ('unparsed' as const);
  };
  return new DatagramSource({ ...options, type: 'smq-udp', read });
}
