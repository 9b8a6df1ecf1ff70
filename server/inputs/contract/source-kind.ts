// One type of source, as an entry under `sources` in the settings: what it may say there, and what becomes of it.
import * as z from 'zod';
import type { ExaminedSource } from '../../doctor/contract/finding.ts';
import type { Machine } from '../../doctor/contract/machine.ts';
import type { KnownLogs } from './log-format.ts';
import type { Source } from './source.ts';

export const sourceName = z
  .string()
  .optional()
  .describe('name in views and logs; default: the file name, the topic or the type, with the path or address if several sources share it');

/** What every source has in the settings; `type` tells them apart. */
type SourceShape = { type: z.ZodLiteral<string>; name: z.ZodOptional<z.ZodString> };
export type SourceSchema = z.ZodObject<SourceShape>;

export interface SourceContext {
  /** Positions are stored by it. */
  name: string;
  nowMs: () => number;
  onTrouble: (trouble: string | null) => void;
  /** IANA name of the zone of stamps that carry none. */
  timeZone: string;
  /** At a first start: give what was written since then, epoch milliseconds. */
  sinceMs?: number | undefined;
  logs: KnownLogs;
}

/** What the doctor says about the lines of such a log; default: any format that is known will do. */
export interface LogExpectation {
  /** Formats that its lines may be recognised as. */
  formats?: readonly string[];
  /** What it should be, such as `an access log`. */
  title?: string;
  /** What to do when it is something else. */
  mend?: string;
}

export interface SourceKind<Schema extends SourceSchema = SourceSchema> {
  readonly schema: Schema;
  /** Those of its settings that are paths; relative ones are relative to the settings file. */
  readonly paths?: readonly string[];
  readonly log?: LogExpectation;
  /** Its name where the settings give none. Default: its type. */
  label?(settings: z.infer<Schema>): string;
  /** Where it reads from, in a few words. */
  place(settings: z.infer<Schema>): string;
  /** Opens nothing yet. Throws a SettingsError when a file that the settings name can't be read. */
  create(settings: z.infer<Schema>, context: SourceContext): Source;
  /** For what the doctor can see of it on a machine; of logs it looks at the lines. */
  examine?(settings: z.infer<Schema>, machine: Machine): Promise<ExaminedSource>;
}

/** Checks a kind of source, with its methods typed by its schema. */
export function sourceKind<Schema extends SourceSchema>(kind: SourceKind<Schema>): SourceKind<Schema> {
  return kind;
}
