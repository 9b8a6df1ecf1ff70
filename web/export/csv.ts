// Rows as CSV, RFC 4180: a head line, CRLF, quotes where they are needed. Pure. Much of what is in it comes from machines on the provisioning
// network, so nothing in it may be taken for a formula by the spreadsheet that opens it.
import type { Cell, Column } from './column.ts';

export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const head = columns.map(({ name }) => field(name));
  const lines = rows.map((row) => columns.map(({ of }) => field(of(row))));
  return [head, ...lines].map((fields) => `${fields.join(',')}\r\n`).join('');
}

/** An apostrophe before it makes a spreadsheet take any text as text. Numbers are what they are. */
const formula = /^[=+\-@\t\r]/;
/** RFC 4180, section 2, clauses 6 and 7. */
const mustBeQuoted = /[",\r\n]/;

function field(cell: Cell): string {
  const text = typeof cell === 'string' && formula.test(cell) ? `'${cell}` : String(cell ?? '');
  return mustBeQuoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
