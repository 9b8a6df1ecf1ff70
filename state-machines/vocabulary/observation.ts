// What an input saw: of whom, what, when, and the line that proves it. Pure data.

/** The raw line or payload that proves an observation, and where it stands. */
export interface Evidence {
  /** Name of the source, such as `messages`. */
  source: string;
  /** Line number in the file that it was read from, 1 for the first; null where lines have no number. */
  line: number | null;
  /** Byte offset of the line's first byte in that file; null where there is no file. */
  offset: number | null;
  text: string;
}

/**
 * What a source saw of a machine, before anybody knows which stage of which workflow that is. `answers`: the client's message that this
 * one proves, where the server tells only what it answers.
 */
export type Sight =
  | { kind: 'dhcp'; message: DhcpMessage; note: string | null; answers?: DhcpMessage }
  | { kind: 'tftp'; file: string; error: string | null }
  | { kind: 'http'; path: string; query: string; status: number }
  | { kind: 'report'; stage: string; error: boolean; message: string | null }
  | { kind: 'heartbeat'; ok: boolean; text: string }
  | { kind: 'probe'; port: number }
  | InstallerEvent
  | ({ kind: 'finding' } & FindingWords)
  | { kind: 'text'; text: string };

export const eventPhases = ['start', 'finish', 'note'] as const;
export type EventPhase = (typeof eventPhases)[number];

/** A step that an installer reports in its own words, not in those of a workflow. */
export interface InstallerEvent {
  kind: 'event';
  /** As the installer calls it, such as `cmd-install/stage-partitioning` or `fai/partition`. */
  name: string;
  phase: EventPhase;
  error: boolean;
  /**
   * The part that it plays in a workflow that does not name it. install: of an error, that the whole install has failed. abandoned: somebody
   * ended it. null: it is the installer's last words there.
   */
  part: 'handover' | 'end' | 'install' | 'abandoned' | null;
  text: string;
  /** Where the step may be tried again, or in another way. */
  attempt?: Attempt;
  /** Version of what the step puts on the machine, such as `3.4.83-20220708T144532Z_1b241f2`. */
  version?: string;
}

/** A try of a macro step. The machine counts them: a success after a failure, in another way, or further back, is another try. */
export interface Attempt {
  /** The way it is done, such as `BootNewEnvKexec`; null where there is only one. */
  implementation: string | null;
  /** Tries that the step may take in all, every way's first one and retries; null: as the workflow says. */
  allowed: number | null;
  /** Seconds for this try; null: as the workflow says. */
  limitSeconds: number | null;
}

/** A rule that was broken, or an error that is known: what, and what its remedy is. */
export interface FindingWords {
  /** A short name, such as `skipped-bundle`. */
  rule: string;
  text: string;
  remedy: string | null;
}

/** Messages of the DHCP exchange that say something about an install. NAK as on the wire: without C. */
export const dhcpMessages = ['DISCOVER', 'OFFER', 'REQUEST', 'ACK', 'NAK', 'DECLINE'] as const;
export type DhcpMessage = (typeof dhcpMessages)[number];

/** Whose observation it is, as far as the line says: at least one of the three. Lower case, IPv4-mapped IPv6 as IPv4. */
export interface Who {
  mac?: string;
  ip?: string;
  host?: string;
}

export interface Observation {
  sight: Sight;
  who: Who;
  /** An address that this line gives to `who.mac` (a DHCPACK), with the host name it was given under. */
  lease?: { ip: string; host: string | null };
  /** What its deployer calls the machine, where this line tells. */
  named?: string;
  /** The line's own time, epoch milliseconds. */
  observedAtMs: number;
  /** Our clock when the line was read, epoch milliseconds. */
  receivedAtMs: number;
  evidence: Evidence;
  /** Id of the deployment that it is of, where one operation deploys many machines: it begins a run, and ends the one before. */
  deployment?: string;
}
