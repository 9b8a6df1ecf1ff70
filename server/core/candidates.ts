// The machines of which the core wants to know more than the logs say, for the inputs that ask the network.
import type { Who } from '../../state-machines/vocabulary.ts';

/** A backend without a name. */
export interface Nameless {
  id: string;
  ip: string;
}

/** A run whose machine has rebooted, or is about to. */
export interface Probed {
  /** Of the run, so that a new run is probed from scratch. */
  id: string;
  who: Who;
  ip: string;
  port: number;
  everySeconds: number;
  /** Whether it was seen to boot from its disk. Until then, what answers may still be the installer. */
  hasRebooted: boolean;
}
