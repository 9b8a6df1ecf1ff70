// Converts messages of Stacki's message queue (SMQ), received over ZeroMQ or as datagrams, to observations. Two channels concern installations:
// `health`, and `installhash`, which an installed machine sends once a minute.
import * as z from 'zod';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { readWho } from '../contract/addresses.ts';
import { readHealthMessage } from '../health/health.ts';
import type { Unparsed } from '../contract/sighting.ts';

export interface SmqMessage {
  channel: string;
  /** JSON, or the bare payload if the sender sent text. */
  body: string;
  /** Sender of the datagram. null: the publisher recorded the sender in the message. */
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
// Releases before 5.3 use `message` instead of `payload`.
const anything = z.unknown().optional();
const bodySchema = z.looseObject({ channel: z.string().optional(), payload: anything, message: anything, source: anything });

/** The observation in a message, or why there is none. irrelevant: another channel, or a message of the frontend about itself. */
export function readSmqMessage({ channel, body, sender, ...message }: SmqMessage): Observation | Unparsed | 'irrelevant' {
  if (channel !== 'health' && channel !== 'installhash') return 'irrelevant';
  const json = readJson(body);
  const from = sender ?? (typeof json?.source === 'string' ? json.source : undefined);
  // The publisher names no source for messages from its own host.
  if (from === undefined) return json && sender === null ? 'irrelevant' : { unparsed: `${channel}: no sender` };
  if (channel === 'installhash') return readInstallHash(from, body, message);
  const payload =
    json && json.payload === undefined && json.message !== undefined ? JSON.stringify({ ...json, payload: json.message }) : body;
  return readHealthMessage({ ...message, topic: sender === null ? 'health' : `health/${sender}`, payload });
}

/** Splits a datagram into channel and body. JSON has a channel field; text starts with the channel. Undefined for anything else. */
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
  if (!who) return { unparsed: 'installhash: the source is not an IP address, MAC address or host name' };
  const sight = { kind: 'event', name: 'smq/installhash', phase: 'note', error: false, part: null, text: 'install hash' } as const;
  const evidence = { source, line: null, offset: null, text: body.slice(0, evidenceLength) };
  return { sight, who, observedAtMs: receivedAtMs, receivedAtMs, evidence };
}
