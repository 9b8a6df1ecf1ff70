// The plug-in interface: everything the program needs to know about one boot server, installer channel or deployer. The description.ts in its folder
// exports one description, and ../catalogue.ts lists it. Only name and page are required.
import type { Check } from '../../doctor/contract/finding.ts';
import type { Provider } from '../../inventory/provider.ts';
import type { DeployerReader, LogFormat } from './log-format.ts';
import type { MessageReader } from './sighting.ts';
import type { SourceKind } from './source-kind.ts';
import type { SourceSettings } from './source-settings.ts';

export interface PlugIn {
  /** Its name in the field. */
  readonly name: string;
  /** Its page under docs/, with the heading if the page covers others too: `ways-in.md#fai`. */
  readonly page: string;
  /** Its row in docs/boot-servers/README.md. */
  readonly logging?: LoggingNotes;
  /** Readers of its messages in syslog and the journal, by program name: new ones for each log. */
  readonly programs?: () => Readonly<Record<string, MessageReader>>;
  /** The same for messages about many machines, or about a whole deployment. */
  readonly deployerPrograms?: () => Readonly<Record<string, DeployerReader>>;
  /** Formats of logs. */
  readonly formats?: readonly LogFormat[];
  /** Names of its logs in a replayed folder. */
  readonly logNames?: LogNames;
  readonly sources?: readonly SourceKind[];
  /** Followed if the settings name no sources. */
  readonly usualSources?: readonly UsualSource[];
  /** Its inventory of the site's machines. */
  readonly inventory?: Provider;
  /** Its daemons. */
  readonly servers?: readonly BootServer[];
  /** The doctor's check: whether its log is configured to be detailed enough. */
  readonly check?: Check;
}

/** For docs/boot-servers/README.md, in Markdown. */
export interface LoggingNotes {
  title: string;
  /** Default: what its servers serve. */
  provides?: string;
  /** Required configuration for a sufficient log. */
  enable: string;
  /** What its log cannot show. */
  notShown: string;
}

export interface LogNames {
  /** `*` stands for letters, digits, `_`, `.` and `-`. */
  names: readonly string[];
  /** Order among lines of the same second: 0 (default) servers and deployers, 1 requests of installing machines, 2 reports of installers. */
  rank?: 0 | 1 | 2;
}

/** A source that is followed if its file exists. */
export interface UsualSource {
  /** A file whose existence shows that there is something to follow. */
  there: string;
  settings: SourceSettings & Readonly<Record<string, unknown>>;
  /** If none of this group exists, one is waited for. Default: followed only if it exists. */
  as?: 'system log' | 'journal' | 'access log' | 'TLS access log';
}

export interface BootServer {
  readonly name: string;
  readonly serves: readonly ('DHCP' | 'TFTP' | 'HTTP')[];
  readonly processes: readonly string[];
  readonly units: readonly string[];
  /** How its lines in the system log begin. */
  readonly tag?: RegExp;
  /** Where its access logs are. */
  readonly logFolders?: readonly string[];
}

/** A log in its usual place. */
export function usualLog(type: string, path: string, as?: UsualSource['as']): UsualSource {
  return { there: path, settings: { type, path, from: 'end' }, ...(as !== undefined && { as }) };
}
