// Messages of Stacki's message queue (SMQ), as they come over ZeroMQ or in a datagram, to observations. Of its channels two say something
// about an install: `health`, and `installhash`, which an installed machine sends once a minute.
import * as z from 'zod';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { readWho } from '../contract/addresses.ts';
import { readHealthMessage } from '../health/health.ts';
import type { Unparsed } from '../contract/sighting.ts';

export interface SmqMessage {
  channel: string;
  /** JSON, or the bare payload where the sender wrote text. */
  body: string;
  /** Who sent the datagram; null: the message says it itself, as the publisher wrote it. */
  sender: string | null;
  /** Epoch milliseconds. */
  receivedAtMs: number;
  /** Name of the source, for the evidence. */
  source: string;
  /** IANA name of the zone of the publisher's clock. */
  timeZone: string;
}

const evidenceLength = 2_000;

// {"channel": "health", "payload": "{\"systest\": \"SSH_Open\", \"flag\": \"False\", \"msg\": \"\"}", "ttl": 300}
// Releases before 5.3 say `message` where later ones say `payload`.
const anything = z.unknown().optional();
const bodySchema = z.looseObject({ channel: z.string().optional(), payload: anything, message: anything, source: anything });

/** The observation that a message holds, or why it holds none; irrelevant: another channel, or the frontend's word of itself. */
export function readSmqMessage({ channel, body, sender, ...message }: SmqMessage): Observation | Unparsed | 'irrelevant' {
  if (channel !== 'health' && channel !== 'installhash') return 'irrelevant';
  const json = readJson(body);
  const from = sender ?? (typeof json?.source === 'string' ? json.source : undefined);
  // The publisher names no source for what its own host sends.
  if (from === undefined) return json && sender === null ? 'irrelevant' : { unparsed: `${channel}: no sender` };
  if (channel === 'installhash') return readInstallHash(from, body, message);
  const payload =
    json && json.payload === undefined && json.message !== undefined ? JSON.stringify({ ...json, payload: json.message }) : body;
  return readHealthMessage({ ...message, topic: sender === null ? 'health' : `health/${sender}`, payload });
}

/** The channel of a datagram with its body: JSON names it, text begins with it. Undefined for neither. */
export function splitSmqDatagram(text: string): { channel: string; body: string; source: string | null } | undefined {
  const json = readJson(text);
  if (json) return { channel: json.channel ?? 'health', body: text, source: typeof json.source === 'string' ? json.source : null };
  // health {"systest": "SSH_Open", "flag": "False", "msg": ""}
  const [, channel, body] = /^([\w.-]{1,64}) (.+)$/s.exec(text.trim()) ?? [];
  return channel === undefined || body === undefined ? undefined : { channel, body, source: null };
}

function readJson(text: string): z.infer<typeof bodySchema> | undefined {
  try {
    return bodySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function readInstallHash(from: string, body: string, { receivedAtMs, source }: Pick<SmqMessage, 'receivedAtMs' | 'source'>) {
  const who = readWho(from);
  if (!who) return { unparsed: 'installhash: its source is neither an IP nor a MAC nor a host name' };
  const sight = { kind: 'event', name: 'smq/installhash', phase: 'note', error: false, part: null, text: 'install hash' } as const;
  const evidence = { source, line: null, offset: null, text: body.slice(0, evidenceLength) };
  return { sight, who, observedAtMs: receivedAtMs, receivedAtMs, evidence };
}
