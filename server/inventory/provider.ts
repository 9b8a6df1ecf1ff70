// The inventory provider interface: a source of this site's machines. One file per provider; all pass the same contract tests. A provider reads, and
// reports what it found and where; it decides nothing.
import type { DeclaredBackend } from '../core/registry.ts';
import type { SiteFiles } from './site-files.ts';

/** A machine as one provider knows it. */
export interface KnownMachine extends Omit<DeclaredBackend, 'host' | 'files'> {
  /** Undefined: the provider knows it by its MACs and addresses only. */
  host: string | undefined;
  files?: DeclaredBackend['files'] | undefined;
  /** For warnings: `dhcpd.conf:12`, or the command that printed it. */
  at: string;
}

/** Input of a provider. */
export interface Asked {
  /** The file, folder or command to read. */
  place: string;
  /** Its only way to files and commands. */
  site: SiteFiles;
  /** Known workflow names. */
  workflows: ReadonlySet<string>;
  /** Reports a problem that an administrator should know but that stops nothing: `file:line: text`. */
  warn: (text: string) => void;
}

export interface Provider {
  /** Its name in the settings, under `inventory`. */
  name: string;
  /** Where it is usually found: files and folders, or commands. */
  usualPlaces: readonly string[];
  /** `command`: its place is a command, run again every few minutes. */
  asks: 'files' | 'command';
  /** Whether it lists machines that are installed. Others only provide names: printers have addresses too. */
  knowsInstalls: boolean;
  /** Whether it is our own format, so that an error in it is an error in our settings. */
  isOurs?: boolean;
  /** Throws a SettingsError, with file and line if known, if the place can't be read or is invalid. */
  read: (asked: Asked) => Promise<KnownMachine[]>;
}
