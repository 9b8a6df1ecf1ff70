// Messages of in.tftpd (tftp-hpa, with -v -v). A refusal has no file name, but each request has its own process, whose PID identifies it. A request
// does not prove that the file arrived: the end of a transfer is not logged.
import type { Who } from '../../../state-machines/vocabulary.ts';
import { readClient } from '../contract/addresses.ts';
import type { MessageReader, Seen } from '../contract/sighting.ts';

// RRQ from 10.1.1.101 filename pxelinux.cfg/01-52-54-00-aa-00-10
const request = /^RRQ from (\S+) filename (.+)$/s;
// sending NAK (1, File not found) to 10.1.1.101
const refusal = /^sending NAK \(\d{1,5}, ([^()]{1,200})\) to (\S+)$/;
const requestsKept = 1024;

interface Request {
  who: Who;
  file: string;
}

/** A reader for the messages of one log, in order. */
export function createTftpdReader(): MessageReader {
  const requests = new Map<number, Request>();
  return (message, pid) => {
    if (message.startsWith('RRQ ')) return readRequest(message, (found) => remember(requests, pid, found));
    // The PID is reused by a write request, whose refusal does not concern the earlier file.
    if (message.startsWith('WRQ ')) requests.delete(pid ?? -1);
    if (message.startsWith('sending NAK ')) return readRefusal(message, takeRequest(requests, pid));
    return 'irrelevant';
  };
}

function readRequest(message: string, found: (request: Request) => void): Seen {
  const [, client = '', file = ''] = request.exec(message) ?? [];
  const who = readClient(client);
  if (!who) return 'unparsed';
  found({ who, file });
  return { sight: { kind: 'tftp', file, error: null }, who };
}

function readRefusal(message: string, refused: Request | undefined): Seen {
  const [, error, client] = refusal.exec(message) ?? [];
  if (error === undefined || client === undefined) return 'unparsed';
  const who = readClient(client);
  if (!who || !refused || who.ip !== refused.who.ip || who.host !== refused.who.host) return 'irrelevant';
  return { sight: { kind: 'tftp', file: refused.file, error }, who };
}

function remember(requests: Map<number, Request>, pid: number | null, found: Request): void {
  if (pid === null) return;
  requests.delete(pid);
  requests.set(pid, found);
  const [oldest] = requests.keys();
  if (requests.size > requestsKept && oldest !== undefined) requests.delete(oldest);
}

function takeRequest(requests: Map<number, Request>, pid: number | null): Request | undefined {
  const taken = requests.get(pid ?? -1);
  requests.delete(pid ?? -1);
  return taken;
}
