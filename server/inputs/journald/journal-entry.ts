// Entries of systemd's journal from `journalctl -o json`: one object per line. Fields that begin with _ are set by journald. A non-text value is a
// list of bytes, a repeated field is a list, and a value that is too long is null.
import * as z from 'zod';
import { newReading, type Reading } from '../../core/queue.ts';
import type { Line, Parser } from '../contract/parser.ts';
import type { Programs } from '../contract/log-format.ts';
import { readingOfLine } from '../contract/sighting.ts';

const bytes = z.array(z.int().min(0).max(255));
const field = z.union([z.string(), bytes, z.array(z.union([z.string(), bytes])), z.null()]).optional();
const micros = z
  .string()
  .regex(/^\d{1,16}$/)
  .optional();
// {"__CURSOR":"s=7a3b…;i=1d;b=f938…;m=a863811f;t=660bf326c8f04;x=ae21…","__REALTIME_TIMESTAMP":"1795224161259268","_PID":"146",
//  "SYSLOG_IDENTIFIER":"in.tftpd","MESSAGE":"RRQ from 10.1.1.101 filename pxelinux.0", …}
const entrySchema = z.object({
  __CURSOR: z.string().max(1_000),
  __REALTIME_TIMESTAMP: micros,
  _SOURCE_REALTIME_TIMESTAMP: micros,
  _HOSTNAME: field,
  SYSLOG_IDENTIFIER: field,
  _COMM: field,
  _PID: field,
  MESSAGE: field,
});
type Entry = z.infer<typeof entrySchema>;

/** A parsed entry; `cursor` is its position in the journal. */
export interface ReadEntry {
  cursor: string;
  reading: Reading;
}

/** Undefined for a line that is not an entry. Each journal has its own reader, which keeps the programs' state. */
export function createJournalReader(programs: Programs): (line: Line) => ReadEntry | undefined {
  const readers = programs.newReaders();
  return (line) => {
    const entry = readEntry(line.text);
    const atMs = entry && timeOf(entry);
    if (!entry || atMs === undefined) return undefined;
    const program = textOf(entry.SYSLOG_IDENTIFIER) ?? textOf(entry._COMM) ?? '';
    const message = textOf(entry.MESSAGE);
    const read = readers.get(program);
    if (message === undefined || !read) return { cursor: entry.__CURSOR, reading: newReading(atMs) };
    const pid = Number(textOf(entry._PID) ?? Number.NaN);
    const shown = { ...line, text: shownText(entry, atMs, `${program}${Number.isNaN(pid) ? '' : `[${pid}]`}: ${message}`) };
    return { cursor: entry.__CURSOR, reading: readingOfLine(shown, atMs, read(message, Number.isNaN(pid) ? null : pid)) };
  };
}

/** For a file in this format. */
export function createJournalParser(programs: Programs): Parser {
  const read = createJournalReader(programs);
  return { parse: (line) => read(line)?.reading ?? 'unparsed' };
}

/** Whether a line is an entry with a time. */
export function isJournalEntry(text: string): boolean {
  const entry = readEntry(text);
  return entry !== undefined && timeOf(entry) !== undefined;
}

function readEntry(text: string): Entry | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return entrySchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** When the program wrote it, else when journald received it; epoch milliseconds. */
function timeOf({ _SOURCE_REALTIME_TIMESTAMP: written, __REALTIME_TIMESTAMP: received }: Entry): number | undefined {
  const microseconds = written ?? received;
  const ms = Math.floor(Number(microseconds) / 1000);
  return microseconds === undefined || ms > 8.64e15 ? undefined : ms;
}

/** The last value of a repeated field. */
function textOf(value: z.infer<typeof field>): string | undefined {
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  const last = value.at(-1);
  if (typeof last === 'string') return last;
  return Buffer.from(Array.isArray(last) ? last : (value as number[])).toString();
}

/** The entry as in `journalctl -o short-iso-precise`, in UTC: the evidence. */
function shownText(entry: Entry, atMs: number, words: string): string {
  return `${new Date(atMs).toISOString()} ${textOf(entry._HOSTNAME) ?? '-'} ${words}`;
}
