// Extracts the tables that OpenStack's command lines draw from piped or pasted text: with or without line breaks, and with rows wrapped by a narrow
// terminal or a mail program. Callers interpret the tables.
//
// +------------+-------+----------+
// | cloud      | stage | state    |
// +------------+-------+----------+
// | subcloud-1 | 1     | initial  |
// +------------+-------+----------+
import type { Line } from '../../contract/parser.ts';

export interface TableRow {
  /** In column order. */
  cells: string[];
  /** The line on which the row starts. */
  line: Line;
}

export interface Table {
  /** Normalized by `columnKey`. */
  columns: string[];
  rows: TableRow[];
}

export type TextPiece = { kind: 'table'; table: Table } | { kind: 'text'; text: string };

/** Maps `started_at`, `started at` and a wrapped name to the same key. */
export function columnKey(name: string): string {
  return name.replaceAll(/[\s_-]/g, '').toLowerCase();
}

const opening = /\+-[-+\s]*\+\s*(?=\|)/;
/** May become an opening border together with the next line. */
const begun = /\+(?:-[-+\s]*)?$/;
const mostCharacters = 4 * 1024 * 1024;

export class TableReader {
  /** Tables without an end, or with rows that do not match their columns. */
  oddTables = 0;
  private text = '';
  /** Inside the rows: only the closing border is awaited. */
  private inRows = false;
  private lines: { at: number; line: Line }[] = [];

  /** Returns the pieces that this line completes. */
  feed(line: Line): TextPiece[] {
    this.lines.push({ at: this.text.length, line });
    this.text += `${line.text}\n`;
    if (this.text.length > mostCharacters) this.giveUp();
    if (this.inRows && !line.text.includes('+')) return [];
    const pieces: TextPiece[] = [];
    for (let piece = this.next(); piece; piece = this.next()) pieces.push(...piece);
    return pieces;
  }

  /** Undefined if more input is needed. */
  private next(): TextPiece[] | undefined {
    if (this.text === '') return undefined;
    const found = opening.exec(this.text);
    if (found?.index !== 0) {
      const end = found?.index ?? begun.exec(this.text)?.index ?? this.text.length;
      return end === 0 ? undefined : [{ kind: 'text', text: this.cut(end) }];
    }
    return this.nextTable(found[0]);
  }

  private nextTable(border: string): TextPiece[] | undefined {
    const columns = countOf(border, '+') - 1;
    const header = this.segment(border.length, columns);
    const rows = header && this.segment(header.next, columns);
    this.inRows = header !== undefined && rows === undefined;
    if (!header || !rows) return undefined;
    const names = readRows(header.lines, columns);
    const cells = readRows(rows.lines, columns);
    this.cut(rows.next);
    if (!names || !cells) {
      this.oddTables++;
      return [];
    }
    const merged = Array.from({ length: columns }, (_, i) => columnKey(names.map((row) => row.cells[i]).join('')));
    return [{ kind: 'table', table: { columns: merged, rows: cells } }];
  }

  /** The rows from `from` to the next complete border. */
  private segment(from: number, columns: number): { lines: TableRow[]; next: number } | undefined {
    const close = /\|\s*(?=\+-)/g;
    close.lastIndex = from;
    const end = close.exec(this.text);
    if (!end) return undefined;
    const border = /\+-[-+\s]*/y;
    border.lastIndex = close.lastIndex;
    const [drawn = ''] = border.exec(this.text) ?? [];
    const closing = nthOf(drawn, '+', columns + 1);
    if (closing < 0) return undefined;
    return { lines: this.linesBetween(from, end.index + 1), next: close.lastIndex + closing + 1 };
  }

  private linesBetween(from: number, to: number): TableRow[] {
    const starts = this.lines.findLastIndex(({ at }) => at <= from);
    const touched = this.lines.slice(Math.max(0, starts)).filter(({ at }) => at < to);
    return touched.map(({ at, line }) => {
      const text = this.text.slice(Math.max(at, from), Math.min(at + line.text.length, to));
      return { cells: [text.trim()], line };
    });
  }

  private cut(end: number): string {
    const text = this.text.slice(0, end);
    this.text = this.text.slice(end);
    const kept =
      this.text.trim() === ''
        ? []
        : this.lines.slice(
            Math.max(
              0,
              this.lines.findLastIndex(({ at }) => at <= end),
            ),
          );
    this.lines = kept.map(({ at, line }) => ({ at: at - end, line }));
    if (kept.length === 0) this.text = '';
    return text;
  }

  private giveUp(): void {
    this.oddTables++;
    this.inRows = false;
    this.text = '';
    this.lines = [];
  }
}

/**
 * Reads rows line by line if every line contains whole rows (several if line breaks were lost), otherwise from all lines joined. Undefined if they
 * do not match the columns.
 */
function readRows(lines: readonly TableRow[], columns: number): TableRow[] | undefined {
  const drawn = lines.filter(({ cells: [text] }) => text !== '');
  const isWhole = ({ cells: [text = ''] }: TableRow): boolean =>
    text.startsWith('|') && text.endsWith('|') && countOf(text, '|') % (columns + 1) === 0;
  if (drawn.every(isWhole)) return drawn.flatMap((row) => rowsOf(row, columns));
  const [first] = drawn;
  const joined = first && { cells: [drawn.map(({ cells }) => cells[0]).join(' ')], line: first.line };
  return joined && isWhole(joined) ? rowsOf(joined, columns) : undefined;
}

/** `| a | b | | c | d |`: two joined rows are separated by what looks like an empty cell. */
function rowsOf({ cells: [text = ''], line }: TableRow, columns: number): TableRow[] {
  const pieces = text.split('|').map((cell) => cell.trim());
  const rows = countOf(text, '|') / (columns + 1);
  return Array.from({ length: rows }, (_, i) => {
    const from = i * (columns + 1) + 1;
    return { cells: pieces.slice(from, from + columns), line };
  });
}

/**
 * Joins wrapped rows: a row with an empty cell in an always-filled column continues the previous one. A cut within a word cannot be detected, so
 * the pieces of a cell are joined with a space.
 */
export function joinWrapped(rows: readonly TableRow[], always: readonly number[]): TableRow[] {
  const joined: TableRow[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (last && always.some((column) => row.cells[column] === '')) {
      last.cells = last.cells.map((cell, i) => [cell, row.cells[i] ?? ''].filter(Boolean).join(' '));
    } else joined.push({ ...row });
  }
  return joined;
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** Index of the nth occurrence; -1 if there are fewer. */
function nthOf(text: string, sign: string, n: number): number {
  let at = -1;
  for (let i = 0; i < n; i++) {
    at = text.indexOf(sign, at + 1);
    if (at < 0) return -1;
  }
  return at;
}
