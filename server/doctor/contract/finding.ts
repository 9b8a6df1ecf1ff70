// What the doctor finds: problems and notes, with the command that fixes them, and logs that serve would not watch.
import type { LogSettings } from '../../inputs/contract/source-settings.ts';
import type { Machine } from './machine.ts';

/** Most urgent first. broken: something is not seen at all · quiet: less is seen than possible · hint: a note, nothing to fix. */
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
  /** Logs that this part of the machine reportedly writes. */
  sources?: LogSettings[];
}

/** The examination of a source that would be followed. */
export interface ExaminedSource {
  /** A short description; null: nothing to report. */
  state: string | null;
  /** Where it reads from, if the settings do not show it. */
  place?: string;
  findings: Finding[];
}

/** Whether a line of the system log is from a boot server. */
export type IsBootServerLine = (line: string) => boolean;

/** Examines one part of the machine. Never throws: what cannot be examined is a finding. */
export type Check = (machine: Machine, isBootServerLine: IsBootServerLine) => Promise<Examined>;
