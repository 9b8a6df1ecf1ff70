// Rows as CSV according to RFC 4180: a header line, CRLF, quotes where needed. Pure. Much of the content comes from machines on the provisioning
// network, so a spreadsheet must not interpret any of it as a formula.
import type { Cell, Column } from './column.ts';

export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const head = columns.map(({ name }) => field(name));
  const lines = rows.map((row) => columns.map(({ of }) => field(of(row))));
  return [head, ...lines].map((fields) => `${fields.join(',')}\r\n`).join('');
}

/** A spreadsheet treats text after an apostrophe as text. Numbers stay unchanged. */
const formula = /^[=+\-@\t\r]/;
/** RFC 4180, section 2, clauses 6 and 7. */
const mustBeQuoted = /[",\r\n]/;

function field(cell: Cell): string {
  const text = typeof cell === 'string' && formula.test(cell) ? `'${cell}` : String(cell ?? '');
  return mustBeQuoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
