// What the doctor finds: something to mend or to know, with the command that mends it, and logs that nobody would have looked for.
import type { SourceSettings } from '../settings/source-settings.ts';
import type { Machine } from './machine.ts';

/** Most urgent first. broken: something is not seen at all · quiet: less is seen than could be · hint: good to know, nothing to mend. */
export const urgencies = ['broken', 'quiet', 'hint'] as const;
export type Urgency = (typeof urgencies)[number];

export interface Finding {
  urgency: Urgency;
  what: string;
  /** A command, or a line for a file. */
  mend?: string | undefined;
}

export interface Examined {
  findings: Finding[];
  /** Logs of which this part of the machine says that something is written there. */
  sources?: SourceSettings[];
}

/** Looks at one part of the machine. Never throws: what can't be looked at is a finding. */
export type Check = (machine: Machine) => Promise<Examined>;
