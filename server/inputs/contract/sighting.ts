// What parsers of all formats share: how what one of them read off a line becomes an observation with its evidence.
import type { Observation } from '../../../state-machines/vocabulary.ts';
import type { LogLine, ParsedLine } from './parser.ts';

/** What was seen, and of whom: the part of an observation that the line's text holds. */
export type Sighting = Pick<Observation, 'sight' | 'who' | 'lease' | 'named'>;

/** A sighting, or why there is none; in the words of `ParsedLine`. */
export type Reading = Sighting | 'irrelevant' | 'odd';

/** Reads the message of one program's syslog lines. `pid` is the sending process, where the line tells. */
export type MessageReader = (message: string, pid: number | null) => Reading;

export function toParsedLine(line: LogLine, atMs: number, reading: Reading): Exclude<ParsedLine, { kind: 'several' }> {
  if (typeof reading === 'string') return { kind: reading, atMs };
  const { receivedAtMs } = line;
  const { sight, who } = reading;
  const evidence = evidenceOf(line);
  const observation: Observation = { sight, who, observedAtMs: atMs, receivedAtMs, evidence };
  if (reading.lease !== undefined) observation.lease = reading.lease;
  if (reading.named !== undefined) observation.named = reading.named;
  return { kind: 'observation', atMs, observation };
}

export function evidenceOf({ source, line, offset, text }: LogLine): Observation['evidence'] {
  return { source, line, offset, text };
}
