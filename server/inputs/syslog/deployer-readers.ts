// Programs in syslog whose messages are about many machines, or about a whole deployment. They remember earlier lines, so each log has its own.
import { Kadeploy2Reader } from '../kadeploy/kadeploy-2.ts';
import { KadeployClock } from '../kadeploy/text-clock.ts';
import { createKadeployReader } from '../kadeploy/console.ts';
import type { LogLine, ParsedLine } from '../contract/parser.ts';

export type DeployerReader = (message: string, line: LogLine, atMs: number) => ParsedLine;

/** By the program's name on the line. */
export function createDeployerReaders(): ReadonlyMap<string, DeployerReader> {
  const kadeploy2 = new Kadeploy2Reader();
  const clock = new KadeployClock(0);
  const kadeploy3 = createKadeployReader(clock);
  return new Map<string, DeployerReader>([
    ['kadeploy', (message, line, atMs) => withoutOdd(kadeploy2.read(message, line, atMs))],
    [
      'Kadeploy-dbg',
      (message, line, atMs) => {
        clock.set(atMs);
        return withoutOdd(kadeploy3(message, line));
      },
    ],
  ]);
}

/** The line is syslog's, and understood: what else a program says there is none of ours. */
function withoutOdd(parsed: ParsedLine): ParsedLine {
  return parsed.kind === 'odd' ? { kind: 'irrelevant', atMs: parsed.atMs } : parsed;
}
