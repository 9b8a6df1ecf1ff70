// Shared by parsers of all formats: turns what was read from a line into an observation with its evidence.
import type { Observation } from '../../../state-machines/vocabulary.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import type { Line, Unseen } from './parser.ts';

/** What was seen, and about which machine. Time and evidence default to those of the line. */
export type Sighting = Omit<Observation, 'observedAtMs' | 'receivedAtMs' | 'evidence'> &
  Partial<Pick<Observation, 'observedAtMs' | 'evidence'>>;

/** The result of a message. */
export type Seen = Sighting | Unseen;

/** An unparsed message, and the reason. */
export interface Unparsed {
  unparsed: string;
}

/** Reads the messages of one program. `pid`: the sending process, if the line has it. */
export type MessageReader = (message: string, pid: number | null) => Seen;

/** The reading of a line with this time and this message. */
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
