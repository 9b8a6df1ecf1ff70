// Caddy's access log: one JSON object per request, written when it ends. Lines are dated by the beginning of the request, as in other servers' logs.
import * as z from 'zod';
import { readClient } from '../contract/addresses.ts';
import type { Parser } from '../contract/parser.ts';
import { readHttpRequest } from '../web-logs/http-request.ts';
import { type Seen, readingOfLine } from '../contract/sighting.ts';

// {"level":"info","ts":1795562775.5478876,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"10.1.1.101",
//  "method":"GET","uri":"/install/config", …},"duration":0.003986009,"size":213,"status":200, …}
const entrySchema = z.object({
  ts: z.union([z.number(), z.string().max(64)]),
  logger: z.string().max(200).optional(),
  msg: z.string().optional(),
  duration: z.union([z.number(), z.string()]).optional(),
  status: z.int().min(0).max(999).optional(),
  request: z
    .object({
      remote_ip: z.string().max(64).optional(),
      // Behind a trusted proxy, the machine itself; since 2.7.
      client_ip: z.string().max(64).optional(),
      method: z.string().max(32),
      uri: z.string().max(65_536),
    })
    .optional(),
});
type Entry = z.infer<typeof entrySchema>;

export function createCaddyParser(): Parser {
  return {
    parse(line) {
      const { atMs, seen } = readLine(line.text);
      return atMs === null ? 'unparsed' : readingOfLine(line, atMs, seen);
    },
  };
}

/** An entry from the journal or syslog, which adds its own timestamp. */
export function readCaddyMessage(message: string): Seen {
  return message.startsWith('{') ? readLine(message).seen : 'irrelevant';
}

function readLine(text: string): { atMs: number | null; seen: Seen } {
  const entry = text.startsWith('{') ? readEntry(text) : undefined;
  const atMs = entry ? readBeginning(entry) : null;
  return atMs === null || !entry ? { atMs: null, seen: 'unparsed' } : { atMs, seen: readRequest(entry) };
}

function readEntry(text: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Seconds (Caddy's default) or any of its formats with a zone; null for formats without one. */
function readBeginning({ ts, duration }: Entry): number | null {
  const endMs =
    typeof ts === 'number' ? ts * (ts > 1e16 ? 1e-6 : ts > 1e11 ? 1 : 1000) : /(?:Z|[+-]\d\d:?\d\d)$/.test(ts) ? Date.parse(ts) : NaN;
  const beganMs = Math.round(endMs - (typeof duration === 'number' && duration > 0 ? duration * 1000 : 0));
  return Math.abs(beganMs) < 8.64e15 ? beganMs : null;
}

function readRequest({ request, status }: Entry): Seen {
  // Its other loggers report on certificates and on Caddy itself.
  if (!request || status === undefined) return 'irrelevant';
  const who = readClient(request.client_ip ?? request.remote_ip ?? '');
  return who ? readHttpRequest({ method: request.method, target: request.uri, status, who }) : 'unparsed';
}
