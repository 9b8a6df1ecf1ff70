// Comma-separated values (RFC 4180) as exported by spreadsheets and inventories: also with semicolons or tabs, a byte order mark, and line breaks
// within quotes. Pure.

export interface CsvRow {
  /** Number of its first line, counted from 1. */
  line: number;
  fields: string[];
}

/** Without empty rows. Undefined if a quote is never closed. */
export function csvRows(text: string): CsvRow[] | undefined {
  const body = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(body);
  const field = new RegExp(`(?:"((?:[^"]|"")*)"[^${separator}\r\n]*|([^${separator}\r\n]*))(${separator}|\r\n|\n|\r|$)`, 'y');
  const rows: CsvRow[] = [];
  let row: CsvRow = { line: 1, fields: [] };
  let line = 1;
  while (field.lastIndex <= body.length) {
    const [whole, quoted, plain = '', end] = field.exec(body) ?? [];
    if (whole === undefined || plain.startsWith('"')) return undefined;
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    row.fields.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === separator) continue;
    rows.push(row);
    if (end === '') break;
    row = { line, fields: [] };
  }
  return rows.filter(({ fields }) => fields.some((one) => one !== ''));
}

/** The separator of the first line. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/);
  return [',', ';', '\t'].reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
}
