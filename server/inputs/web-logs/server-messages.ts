// Messages of a web server in syslog or the journal: its access log, if sent there, and its own messages, which contain no request.
import { readAccessMessage } from './access-log.ts';
import type { Seen } from '../contract/sighting.ts';

export function readServerMessage(message: string): Seen {
  return message.includes('] "') ? readAccessMessage(message) : 'irrelevant';
}
