// Source kinds that follow log files: their settings, and the source created from them.
import { basename } from 'node:path';
import * as z from 'zod';
import { sourceKind, sourceName, type LogExpectation, type SourceContext } from '../contract/source-kind.ts';
import type { LogSettings } from '../contract/source-settings.ts';
import type { Parser } from '../contract/parser.ts';
import type { Source } from '../contract/source.ts';
import { headOf } from './first-lines.ts';
import { GlobTailer } from './glob-tailer.ts';
import { LogTailer } from './log-tailer.ts';

export const startFrom = z
  .enum(['end', 'beginning'])
  .default('end')
  .describe('where to start in a log that exists at the first start; later starts resume at the stored position');
const logPath = z
  .string()
  .regex(/^[^*]*[^/]+$/, 'a file; * is allowed in the file name only, such as /var/log/httpd/*access_log')
  .describe('a file, or several with `*` in the file name');

/** Creates a format's parser for the followed log. */
type ParserOf = (format: string) => Parser;

/** A source kind whose logs have one format; `type` is its name in the settings. */
export function logSource<Type extends string>(type: Type, format: string, log: LogExpectation = {}) {
  return logSourceOf(type, (parserOf) => parserOf(format), log);
}

/** The same for logs of any format: `choose` creates the parser. */
export function logSourceOf<Type extends string>(
  type: Type,
  choose: (parserOf: ParserOf, context: SourceContext) => Parser,
  log: LogExpectation = {},
) {
  const schema = z.strictObject({ type: z.literal(type), path: logPath, name: sourceName, from: startFrom });
  return sourceKind({
    schema,
    paths: ['path'],
    log,
    label: ({ path }) => basename(path),
    place: ({ path }) => path,
    create: (settings, context) => followLog(settings, context, (parserOf) => choose(parserOf, context)),
  });
}

function followLog(
  { type, path, from }: LogSettings,
  { name, nowMs, onTrouble, timeZone, sinceMs, logs }: SourceContext,
  choose: (parserOf: ParserOf) => Parser,
): Source {
  const newParser = (): Parser => choose((format) => logs.createParser(format, { timeZone, nowMs, head: headOf(path) }));
  const options = { name, type, path, from, nowMs, onTrouble, ...(sinceMs !== undefined && { since: sinceMs }) };
  return path.includes('*') ? new GlobTailer({ ...options, newParser }) : new LogTailer({ ...options, parser: newParser() });
}
