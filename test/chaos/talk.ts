// What the runner and the writer say to each other. The writer knows of the service no more than an admin at the machine does.

export type ServiceState = 'down' | 'starting' | 'up';

/** Each is answered by `{ answer: number }` with its own number. */
export type Order = { number: number } & (
  | { kind: 'service'; state: ServiceState }
  /** Publish nothing until `publish`; answered when nothing is on its way any more. */
  | { kind: 'quiet' }
  | { kind: 'publish' }
  /** Rotate all logs now. */
  | { kind: 'rotate' }
  /** Answered when all is written and the service has read it, or does not get to it. */
  | { kind: 'finish' }
);
/** The same without the number, which who sends it gives. */
export type OrderBody = Order extends infer O ? (O extends Order ? Omit<O, 'number'> : never) : never;

export interface Counts {
  lines: number;
  messages: number;
  markers: number;
  /** Waited for the service to read something, and it did not. */
  stuck: string[];
  rotations: Record<'rename' | 'twice' | 'gzip' | 'delete' | 'copytruncate' | 'reboot', number>;
  /** Lines that were not known to be read when their log was emptied under them. */
  atRisk: number;
}

export type Report = { answer: number; counts: Counts } | { written: number; of: number } | { publishing: true };
