// The readers of logs as the catalogue puts them together.
import { knownLogs } from '../../../server/inputs/catalogue.ts';
import type { LogOptions } from '../../../server/inputs/contract/log-format.ts';
import type { Parser } from '../../../server/inputs/contract/parser.ts';
import { findLogs as findKnownLogs, type LogFiles } from '../../../server/inputs/following/find-logs.ts';
import { createJournalParser as createParserOfJournal } from '../../../server/inputs/journald/journal-entry.ts';
import { createSyslogParser as createParserOfSyslog, type SyslogOptions } from '../../../server/inputs/syslog/syslog.ts';

export const { createParser, programs, recognise: sniffFormat } = knownLogs;
export const logFormats: readonly string[] = knownLogs.formats.map(({ name }) => name);

export const createSyslogParser = (options: SyslogOptions): Parser => createParserOfSyslog(options, programs);
export const createJournalParser = (): Parser => createParserOfJournal(programs);
export const findLogs = (paths: readonly string[], options: LogOptions): LogFiles[] => findKnownLogs(paths, knownLogs, options);
