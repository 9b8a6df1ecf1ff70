// Turns messages of the health channel, from the broker or a recording, into observations: who, when and what. All content is untrusted; an unusable
// message is unparsed, with the reason.
import * as z from 'zod';
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { readWho } from '../contract/addresses.ts';
import { readHealthPayload } from './health-payload.ts';
import { readHealthTime } from './health-time.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import type { Line, Parser } from '../contract/parser.ts';
import { evidenceOf, readingOfLine, type Unparsed } from '../contract/sighting.ts';

const payloadBytes = 64 * 1024;
const evidenceLength = 2000;

export interface HealthOptions {
  /** Default: `health`. */
  topicRoot?: string | undefined;
  /** IANA name of the zone of `time` in messages of the old queue; default: UTC. Throws RangeError if it does not exist. */
  timeZone?: string | undefined;
}

export interface HealthMessage extends HealthOptions {
  /** The root, or the root and the sender's IP, MAC or host name: `health/10.1.1.101`. */
  topic: string;
  payload: Buffer | string;
  /** Epoch milliseconds. */
  receivedAtMs: number;
  /** When it reached the broker, if not when we received it (recordings). Epoch milliseconds. */
  arrivedAtMs?: number | undefined;
  /** Name of the source, for the evidence. */
  source: string;
}

/** The observation in a health message, or why there is none. */
export function readHealthMessage(message: HealthMessage): Observation | Unparsed {
  const { topic, topicRoot = 'health', receivedAtMs, arrivedAtMs = receivedAtMs, timeZone } = message;
  if (!isUnderTopic(topic, topicRoot)) return { unparsed: `topic is not ${topicRoot} or a sender below it` };
  if (Buffer.byteLength(message.payload) > payloadBytes) return { unparsed: 'payload over 64 KiB' };
  const text = message.payload.toString();
  const payload = readHealthPayload(text);
  if (!payload) return { unparsed: 'neither a health message nor the name of a stage' };
  const who = readWho(topic === topicRoot ? (payload.source ?? '') : topic.slice(topicRoot.length + 1));
  if (!who) return { unparsed: 'no sender: neither topic nor source is an IP, a MAC or a host name' };
  return {
    sight: payload.sight,
    who,
    observedAtMs: readHealthTime(payload.time, { arrivedAtMs, timeZone }) ?? Math.round(arrivedAtMs),
    receivedAtMs,
    evidence: { source: message.source, line: null, offset: null, text: text.slice(0, evidenceLength) },
    ...(payload.deployment !== undefined && { deployment: payload.deployment }),
  };
}

/** Whether the topic is the root itself or one level below it. */
function isUnderTopic(topic: string, topicRoot: string): boolean {
  return topic === topicRoot || (topic.startsWith(`${topicRoot}/`) && !topic.includes('/', topicRoot.length + 1));
}

// {"timestamp": 1795223180.1114063, "iso": "2026-11-21T01:06:20.111+00:00", "topic": "health/10.1.1.101", "payload": "{\"state\":\"online\",\"ssh\":\"up\"}"}
const recordSchema = z.object({ timestamp: z.number().min(0).max(8.64e12), topic: z.string(), payload: z.string() });
type RecordedMessage = z.infer<typeof recordSchema>;

/** A parser for recorded broker messages, one JSON object per line. */
export function createMqttJsonlParser(options: HealthOptions = {}): Parser {
  return {
    parse(line) {
      const record = readRecordedMessage(line.text);
      return record ? parseRecord(line, record, options) : 'unparsed';
    },
  };
}

/** The message in a line of a recording; undefined if it is not one. */
export function readRecordedMessage(text: string): RecordedMessage | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function parseRecord(line: Line, { timestamp, topic, payload }: RecordedMessage, options: HealthOptions): Reading {
  const arrivedAtMs = Math.round(timestamp * 1000);
  if (!isUnderTopic(topic, options.topicRoot ?? 'health')) return newReading(arrivedAtMs);
  const { source, receivedAtMs } = line;
  const found = readHealthMessage({ ...options, topic, payload, source, receivedAtMs, arrivedAtMs });
  if ('unparsed' in found) return readingOfLine(line, arrivedAtMs, 'unparsed');
  return newReading(found.observedAtMs, [{ ...found, evidence: evidenceOf(line) }]);
}
