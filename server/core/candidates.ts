// Machines that the logs do not describe completely: inputs that query the network look up the rest.
import type { Who } from '../../state-machines/vocabulary.ts';

/** A backend without a name. */
export interface Nameless {
  id: string;
  ip: string;
}

/** A run whose machine has rebooted, or is about to. */
export interface Probed {
  /** Id of the run, so that a new run is probed from scratch. */
  id: string;
  who: Who;
  ip: string;
  port: number;
  everySeconds: number;
  /** Whether it was seen to boot from its disk. Until then, a response may still come from the installer. */
  hasRebooted: boolean;
}
