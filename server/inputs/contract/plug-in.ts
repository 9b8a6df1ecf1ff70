// What a plug-in is: all that the program needs to know of one boot server, installer's way in or deployer. Its folder's description.ts exports one
// description, and ../catalogue.ts lists it. Only the name and the page are required.
import type { Check } from '../../doctor/contract/finding.ts';
import type { Provider } from '../../inventory/provider.ts';
import type { DeployerReader, LogFormat } from './log-format.ts';
import type { MessageReader } from './sighting.ts';
import type { SourceKind } from './source-kind.ts';
import type { SourceSettings } from './source-settings.ts';

export interface PlugIn {
  /** As an administrator calls it. */
  readonly name: string;
  /** Its page below docs/, with the heading where the page has others too: `ways-in.md#fai`. */
  readonly page: string;
  /** Its row in docs/boot-servers/README.md. */
  readonly logging?: LoggingNotes;
  /** Readers of its messages in syslog and in the journal, by the program's name on the line: new ones for each log. */
  readonly programs?: () => Readonly<Record<string, MessageReader>>;
  /** The same for messages about many machines, or about a whole deployment. */
  readonly deployerPrograms?: () => Readonly<Record<string, DeployerReader>>;
  /** Formats of logs. */
  readonly formats?: readonly LogFormat[];
  /** Names of its logs in a folder that is replayed. */
  readonly logNames?: LogNames;
  readonly sources?: readonly SourceKind[];
  /** What is followed when the settings name no sources. */
  readonly usualSources?: readonly UsualSource[];
  /** What it knows of the machines of its site. */
  readonly inventory?: Provider;
  /** Its daemons. */
  readonly servers?: readonly BootServer[];
  /** What the doctor examines: whether it is set up so that its log says enough. */
  readonly check?: Check;
}

/** For docs/boot-servers/README.md, in Markdown. */
export interface LoggingNotes {
  title: string;
  /** Default: what its servers serve. */
  provides?: string;
  /** What must be configured so that its log says enough. */
  enable: string;
  /** What its log cannot show. */
  notShown: string;
}

export interface LogNames {
  /** `*` stands for letters, digits, `_`, `.` and `-`. */
  names: readonly string[];
  /** Of lines of the same second: 0 (default) what servers and deployers log, 1 requests of installing machines, 2 what installers report. */
  rank?: 0 | 1 | 2;
}

/** A source that is followed where its file is there. */
export interface UsualSource {
  /** Path of a file that shows that there is something to follow. */
  there: string;
  settings: SourceSettings & Readonly<Record<string, unknown>>;
  /** Of these one at least is waited for, where none is there. Default: followed only where it is there. */
  as?: 'system log' | 'journal' | 'access log' | 'TLS access log';
}

export interface BootServer {
  readonly name: string;
  readonly serves: readonly ('DHCP' | 'TFTP' | 'HTTP')[];
  readonly processes: readonly string[];
  readonly units: readonly string[];
  /** How its lines in the system's log begin. */
  readonly tag?: RegExp;
  /** Where its access logs are. */
  readonly logFolders?: readonly string[];
}

/** A log that is followed in its usual place. */
export function usualLog(type: string, path: string, as?: UsualSource['as']): UsualSource {
  return { there: path, settings: { type, path, from: 'end' }, ...(as !== undefined && { as }) };
}
