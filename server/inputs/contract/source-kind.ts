// A source type, as an entry under `sources` in the settings: its schema, and how the source is created.
import * as z from 'zod';
import type { ExaminedSource } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';
import type { KnownLogs } from './log-format.ts';
import type { Source } from './source.ts';

export const sourceName = z
  .string()
  .optional()
  .describe('name in views and logs; default: the file name, the topic or the type, with the path or address if several sources share it');

/** Settings common to all sources; `type` distinguishes them. */
type SourceShape = { type: z.ZodLiteral<string>; name: z.ZodOptional<z.ZodString> };
export type SourceSchema = z.ZodObject<SourceShape>;

export interface SourceContext {
  /** Positions are stored under it. */
  name: string;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  /** IANA name of the zone of timestamps without one. */
  timeZone: string;
  /** At a first start, read what was written since then, epoch milliseconds. */
  sinceMs?: number | undefined;
  logs: KnownLogs;
}

/** What the doctor expects of the log's lines; default: any known format. */
export interface LogExpectation {
  /** Acceptable formats. */
  formats?: readonly string[];
  /** What it should be, such as `an access log`. */
  title?: string;
  /** What to do if it is something else. */
  mend?: string;
}

export interface SourceKind<Schema extends SourceSchema = SourceSchema> {
  readonly schema: Schema;
  /** Names of its path settings; relative paths are relative to the settings file. */
  readonly paths?: readonly string[];
  readonly log?: LogExpectation;
  /** Default name. If omitted: its type. */
  label?(settings: z.infer<Schema>): string;
  /** A short description of where it reads from. */
  place(settings: z.infer<Schema>): string;
  /** Opens nothing yet. Throws a SettingsError if a file named in the settings can't be read. */
  create(settings: z.infer<Schema>, context: SourceContext): Source;
  /** The doctor's examination on a machine. If omitted, the lines of logs are examined. */
  examine?(settings: z.infer<Schema>, machine: Machine): Promise<ExaminedSource>;
}

/** Type-checks a source kind, with its methods typed by its schema. */
export function sourceKind<Schema extends SourceSchema>(kind: SourceKind<Schema>): SourceKind<Schema> {
  return kind;
}
