// Parses the JSON of a health message, from any sender. Validated here; unexpected content is discarded.
import * as z from 'zod';
import type { InstallerEvent, Sight } from '../../../state-machines/vocabulary.ts';

const textLength = 2000;

const text = z.string().transform(cleanText);
const flag = z.union([
  z.boolean(),
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false']))
    .transform((word) => word === 'true'),
]);
export const eventName = z
  .string()
  .regex(/^[a-z][\w-]{0,30}\/[\w./=-]{1,150}$/i, 'who deploys, a slash, what happened, such as hostos/base-os-sw');
export const deploymentId = z.string().regex(/^[\w.:@/-]{1,200}$/, 'letters, digits and . : @ / _ - only');
const bodySchema = z.object({
  event: eventName.optional(),
  version: text.optional(),
  systest: text.pipe(z.string().min(1).max(64)).optional(),
  flag: flag.nullish(),
  msg: text.nullish(),
  state: text.optional(),
  ssh: z.union([text, z.number().transform(String), z.boolean().transform(String), z.null().transform(String)]).optional(),
});
const deploymentSchema = z.object({ event: eventName, deployment: deploymentId });
type Body = z.infer<typeof bodySchema>;

/** The meaning of a health message; undefined if it is not one. */
export function readHealthBody(json: unknown): Sight | undefined {
  const body = bodySchema.safeParse(json);
  return body.success
    ? (readEvent(body.data) ??
        readReport(body.data) ??
        readStall(body.data) ??
        readHeartbeat(body.data) ??
        readFailure(body.data) ??
        readState(body.data))
    : undefined;
}

// {"systest": "Partition_XML_Present", "flag": "True", "msg": "no file after 10 tries"}: the flag says that it is an error.
function readReport({ systest, flag: error, msg }: Body): Sight | undefined {
  return systest === undefined ? undefined : { kind: 'report', stage: systest, error: error ?? false, message: msg || null };
}

// {"event": "hostos/base-os-sw", "version": "3.4.83", "flag": "False", "msg": "", "deployment": "hostos:mzone7204"}
function readEvent({ event, version, flag: error, msg }: Body): Sight | undefined {
  return event === undefined ? undefined : reportedEvent({ event, version, error: error ?? false, message: msg ?? undefined });
}

/** The deployment of an event; undefined if the message has none. */
export function readHealthDeployment(json: unknown): string | undefined {
  return deploymentSchema.safeParse(json).data?.deployment;
}

export interface ReportedEvent {
  event: string;
  version: string | undefined;
  error: boolean;
  message: string | undefined;
}

/** A deployer's step, reported by a machine. */
export function reportedEvent({ event, version, error, message }: ReportedEvent): InstallerEvent {
  const words = cleanText(message ?? '') || event;
  return { kind: 'event', name: event, phase: 'finish', error, part: null, text: words, ...(version ? { version } : {}) };
}

// {"state": "Installation_Stalled YPushButton.cc …"}: not an error as such; the stage's role in its workflow decides.
function readStall({ state }: Body): Sight | undefined {
  const [, stage, message] = /^(Install(?:ation)?_Stalled)\b:?(.*)$/s.exec(state ?? '') ?? [];
  return stage === undefined ? undefined : { kind: 'report', stage, error: false, message: message?.trim() || null };
}

// {"state": "online", "ssh": "up"}
function readHeartbeat({ state, ssh }: Body): Sight | undefined {
  if (ssh === undefined) return undefined;
  return { kind: 'heartbeat', ok: state === 'online' && ssh === 'up', text: `${state || 'no state'}, ssh ${ssh || 'unknown'}` };
}

// {"state": "failed", "msg": "ERR packaging: Installation failed: …"}
function readFailure({ state, msg }: Body): Sight | undefined {
  return state === 'failed' ? installFailed(msg ?? '') : undefined;
}

/** The event for an install that failed as a whole. */
export function installFailed(why: string): InstallerEvent {
  const words = cleanText(why) || 'the installer has failed';
  return { kind: 'event', name: 'installer/failed', phase: 'finish', error: true, part: 'install', text: words };
}

// {"state": "install initializing storage"}
function readState({ state }: Body): Sight | undefined {
  return state ? { kind: 'text', text: state } : undefined;
}

/** Well-formed text of at most 2,000 characters, without control characters (it goes to logs and terminals). */
export function cleanText(raw: string): string {
  return raw
    .slice(0, textLength)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
}
