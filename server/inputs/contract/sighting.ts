// What parsers of all formats share: how what one of them read off a line becomes an observation with its evidence.
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import type { Line, Unseen } from './parser.ts';

/** What was seen, and of whom. A message that has its own time or proof brings them along; else they are its line's. */
export type Sighting = Omit<Observation, 'observedAtMs' | 'receivedAtMs' | 'evidence'> &
  Partial<Pick<Observation, 'observedAtMs' | 'evidence'>>;

/** What a message says. */
export type Seen = Sighting | Unseen;

/** A message that is not understood, and why. */
export interface Unparsed {
  unparsed: string;
}

/** Reads the message of one program's syslog lines. `pid` is the sending process, where the line tells. */
export type MessageReader = (message: string, pid: number | null) => Seen;

/** What a line of this time says, when its message says so much. */
export function readingOfLine(line: Line, atMs: number, seen: Seen): Reading {
  if (typeof seen === 'object') return newReading(atMs, [observationOf(line, atMs, seen)]);
  const reading = newReading(atMs);
  if (seen === 'unparsed') reading.isUnparsed = true;
  return reading;
}

function observationOf(line: Line, atMs: number, seen: Sighting): Observation {
  const { sight, who, observedAtMs = atMs, evidence = evidenceOf(line) } = seen;
  const observation: Observation = { sight, who, observedAtMs, receivedAtMs: line.receivedAtMs, evidence };
  if (seen.lease !== undefined) observation.lease = seen.lease;
  if (seen.named !== undefined) observation.named = seen.named;
  if (seen.deployment !== undefined) observation.deployment = seen.deployment;
  return observation;
}

export function evidenceOf({ source, number, offset, text }: Line): Observation['evidence'] {
  return { source, line: number, offset, text };
}
