// What Kadeploy writes to syslog: version 2 its phases, the debug text of version 3's server.
import type { DeployerReader } from '../contract/log-format.ts';
import { newReading, type Reading } from '../../core/queue.ts';
import { createKadeployReader } from './console.ts';
import { Kadeploy2Reader } from './kadeploy-2.ts';
import { KadeployClock } from './text-clock.ts';

/** By the program's name on the line. They remember earlier lines, so each log has its own. */
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

/** The line is syslog's, and understood: what else a program says there is none of ours. */
function asUnderstood(reading: Reading): Reading {
  return reading.isUnparsed ? newReading(reading.atMs) : reading;
}
