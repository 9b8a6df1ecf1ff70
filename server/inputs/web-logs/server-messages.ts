// What a web server writes to syslog or the journal: its access log, where that is sent there, and remarks of its own, which have no request in them.
import { readAccessMessage } from './access-log.ts';
import type { Seen } from '../contract/sighting.ts';

export function readServerMessage(message: string): Seen {
  return message.includes('] "') ? readAccessMessage(message) : 'irrelevant';
}
