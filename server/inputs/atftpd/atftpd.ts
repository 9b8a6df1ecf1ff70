// Messages of atftpd. Its threads share one PID, and a refusal has the full path of the file but no client: it is attributed to the latest request
// whose name ends the path. A request does not prove that the file arrived.
import type { Who } from '../../../state-machines/vocabulary.ts';
import { readClient } from '../contract/addresses.ts';
import type { Seen } from '../contract/sighting.ts';

// Serving pxelinux.cfg/01-52-54-00-aa-00-10 to 10.1.1.101:54187
const request = /^Serving (.+) to (\S+):\d{1,5}$/s;
// File /srv/tftp/pxelinux.cfg/01-52-54-00-aa-00-10 not found
const refusal = /^File (\/.+) not found$/s;
const requestsKept = 64;

interface Request {
  who: Who;
  file: string;
}

/** A reader for the messages of one log, in order. */
export function createAtftpdReader(): (message: string) => Seen {
  const requests: Request[] = [];
  return (message) => {
    if (message.startsWith('Serving ')) return readRequest(message, requests);
    if (!message.startsWith('File ')) return 'irrelevant';
    const path = refusal.exec(message)?.[1];
    const at = path === undefined ? -1 : requests.findLastIndex(({ file }) => path.endsWith(`/${file}`));
    const [refused] = at < 0 ? [] : requests.splice(at, 1);
    return refused ? { sight: { kind: 'tftp', file: refused.file, error: 'File not found' }, who: refused.who } : 'irrelevant';
  };
}

function readRequest(message: string, requests: Request[]): Seen {
  const [, file = '', client = ''] = request.exec(message) ?? [];
  const who = readClient(client);
  if (!who) return 'unparsed';
  requests.push({ who, file });
  if (requests.length > requestsKept) requests.shift();
  return { sight: { kind: 'tftp', file, error: null }, who };
}
