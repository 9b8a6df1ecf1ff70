// What Kadeploy writes to syslog: version 2 its phases, the debug text of version 3's server.
import type { DeployerReader } from '../contract/log-format.ts';
import type { ParsedLine } from '../contract/parser.ts';
import { createKadeployReader } from './console.ts';
import { Kadeploy2Reader } from './kadeploy-2.ts';
import { KadeployClock } from './text-clock.ts';

/** By the program's name on the line. They remember earlier lines, so each log has its own. */
export function createKadeployPrograms(): Record<string, DeployerReader> {
  const kadeploy2 = new Kadeploy2Reader();
  const clock = new KadeployClock(0);
  const kadeploy3 = createKadeployReader(clock);
  return {
    kadeploy: (message, line, atMs) => withoutOdd(kadeploy2.read(message, line, atMs)),
    'Kadeploy-dbg': (message, line, atMs) => {
      clock.set(atMs);
      return withoutOdd(kadeploy3(message, line));
    },
  };
}

/** The line is syslog's, and understood: what else a program says there is none of ours. */
function withoutOdd(parsed: ParsedLine): ParsedLine {
  return parsed.kind === 'odd' ? { kind: 'irrelevant', atMs: parsed.atMs } : parsed;
}
