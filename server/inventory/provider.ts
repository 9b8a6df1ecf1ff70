// What an inventory provider is: something at this site that knows which machines there are. One file each; all of them pass the same
// contract tests. A provider reads, says what it found and where, and decides nothing.
import type { DeclaredBackend } from '../core/registry.ts';
import type { SiteFiles } from './site-files.ts';

/** A machine as one provider knows it. */
export interface KnownMachine extends Omit<DeclaredBackend, 'host' | 'files'> {
  /** Undefined: the provider knows it by its MACs and addresses only. */
  host: string | undefined;
  files?: DeclaredBackend['files'] | undefined;
  /** For warnings: `dhcpd.conf:12`, or the command that told it. */
  at: string;
}

/** What a provider is given. */
export interface Asked {
  /** File, folder or command that it asks. */
  place: string;
  /** Its only way to files and commands. */
  site: SiteFiles;
  /** Names that a machine's workflow may have. */
  workflows: ReadonlySet<string>;
  /** Takes what an administrator should know and what keeps nobody from working: `file:line: words`. */
  warn: (text: string) => void;
}

export interface Provider {
  /** As the settings call it, under `inventory`. */
  name: string;
  /** Where it is usually found: files and folders, or commands. */
  usualPlaces: readonly string[];
  /** `command`: what stands at its place is run, and run again every few minutes. */
  asks: 'files' | 'command';
  /** Whether it says which machines are installed. Others only say how they are called: printers have addresses too. */
  knowsInstalls: boolean;
  /** Whether it is written for us, so that a mistake in it is a mistake in our settings. */
  isOurs?: boolean;
  /** Throws a SettingsError, with file and line where there is one, when the place can't be read or makes no sense. */
  read: (asked: Asked) => Promise<KnownMachine[]>;
}
