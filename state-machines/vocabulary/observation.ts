// What an input saw: which machine, what, when, and the log line that proves it. Pure data.

/** The raw line or payload that proves an observation, and its position. */
export interface Evidence {
  /** Name of the source, such as `messages`. */
  source: string;
  /** Line number in its file, from 1; null for sources without line numbers. */
  line: number | null;
  /** Byte offset of the line's first byte in that file; null for sources without a file. */
  offset: number | null;
  text: string;
}

/**
 * What a source saw of a machine, before it is matched to a stage of a workflow. `answers`: the client's message that this one proves, for
 * servers that log only their replies.
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

/** A step that an installer reports under its own name, not under that of a workflow's stage. */
export interface InstallerEvent {
  kind: 'event';
  /** The installer's name for it, such as `cmd-install/stage-partitioning` or `fai/partition`. */
  name: string;
  phase: EventPhase;
  error: boolean;
  /**
   * Its role in a workflow that does not name it. install: the whole install has failed (errors only). abandoned: a person ended it. null: it is
   * kept as the installer's last message.
   */
  part: 'handover' | 'end' | 'install' | 'abandoned' | null;
  text: string;
  /** Set if the step can be retried, or tried with another implementation. */
  attempt?: Attempt;
  /** Version of what the step puts on the machine, such as `3.4.83-20220708T144532Z_1b241f2`. */
  version?: string;
}

/**
 * A try of a macro step. The state machine counts them: a success after a failure, with another implementation, or at an earlier stage, starts
 * another try.
 */
export interface Attempt {
  /** The implementation, such as `BootNewEnvKexec`; null if there is only one. */
  implementation: string | null;
  /** Maximum number of tries of the step, over all implementations, retries included; null: the workflow's setting. */
  allowed: number | null;
  /** Seconds for this try; null: the workflow's setting. */
  limitSeconds: number | null;
}

/** A broken rule or a known error, with its remedy. */
export interface FindingWords {
  /** A short name, such as `skipped-bundle`. */
  rule: string;
  text: string;
  remedy: string | null;
}

/** DHCP messages that matter for an install. The protocol's name is NAK, without C. */
export const dhcpMessages = ['DISCOVER', 'OFFER', 'REQUEST', 'ACK', 'NAK', 'DECLINE'] as const;
export type DhcpMessage = (typeof dhcpMessages)[number];

/** The machine, as far as the line identifies it: at least one of the three is set. Lower case, IPv4-mapped IPv6 as IPv4. */
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
  /** The deployer's name for the machine, if the line has it. */
  named?: string;
  /** The line's own time, epoch milliseconds. */
  observedAtMs: number;
  /** Our clock when the line was read, epoch milliseconds. */
  receivedAtMs: number;
  evidence: Evidence;
  /** Id of its deployment, if one operation deploys many machines. A new id starts a run and ends the previous one. */
  deployment?: string;
}
