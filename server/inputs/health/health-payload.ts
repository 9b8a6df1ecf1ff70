// Parses the payload of a health message in each form: bare JSON, a stage name, or the whole message of the old queue.
import * as z from 'zod';
import type { Sight } from '../../../state-machines/vocabulary.ts';
import { readHealthBody, readHealthDeployment } from './health-body.ts';

interface HealthContent {
  sight: Sight;
  /** Its deployment, if given. */
  deployment?: string | undefined;
}

export interface HealthPayload extends HealthContent {
  /** Sender and time from the old queue; unvalidated. */
  source?: string | undefined;
  time?: string | number | undefined;
}

type JsonObject = Record<string, unknown>;

const stageName = /^[A-Za-z]\w{0,63}$/;
const envelopeSchema = z.object({
  payload: z.union([z.string(), z.record(z.string(), z.unknown())]),
  source: z.string().optional().catch(undefined),
  time: z.union([z.string(), z.number()]).optional().catch(undefined),
});

// {"id":1,"payload":"{\"systest\":\"SSH_Open\",\"flag\":\"False\",\"msg\":\"\"}","ttl":300,"source":"10.1.1.101","time":"Sat Nov 21 01:05:12 2026"}
/** Undefined if it is not a health message. */
export function readHealthPayload(text: string): HealthPayload | undefined {
  const { payload, source, time } = envelopeSchema.safeParse(parseObject(text)).data ?? { payload: text };
  const content = typeof payload === 'string' ? readText(payload) : readContent(payload);
  return content && { ...content, source, time };
}

// SSH_Open, or: health {"systest":"SSH_Open","flag":"False","msg":""}
function readText(text: string): HealthContent | undefined {
  const body = text.trim().replace(/^health\s+/, '');
  if (stageName.test(body)) return { sight: { kind: 'report', stage: body, error: false, message: null } };
  return readContent(parseObject(body));
}

function readContent(json: JsonObject | undefined): HealthContent | undefined {
  const sight = readHealthBody(json);
  return sight && { sight, deployment: readHealthDeployment(json) };
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}
