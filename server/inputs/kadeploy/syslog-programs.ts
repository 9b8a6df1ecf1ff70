// What Kadeploy writes to syslog: the phases of version 2, and the debug output of version 3's server.
import type { DeployerReader } from '../contract/log-format.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import { createKadeployReader } from './console.ts';
import { Kadeploy2Reader } from './kadeploy-2.ts';
import { KadeployClock } from './text-clock.ts';

/** Keyed by the program name in the line. The readers keep state, so each log has its own. */
export function createKadeployPrograms(): Record<string, DeployerReader> {
  const kadeploy2 = new Kadeploy2Reader();
  const clock = new KadeployClock(0);
  const kadeploy3 = createKadeployReader(clock);
  return {
    kadeploy: (message, line, atMs) => asUnderstood(kadeploy2.read(message, line, atMs)),
    'Kadeploy-dbg': (message, line, atMs) => {
      clock.set(atMs);
      return asUnderstood(kadeploy3(message, line));
    },
  };
}

/** The syslog line itself was parsed, so other messages of the program are ignored rather than counted as unparsed. */
function asUnderstood(reading: Reading): Reading {
  return reading.isUnparsed ? newReading(reading.atMs) : reading;
}
