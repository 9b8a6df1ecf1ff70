// Tables as OpenStack's command lines draw them, out of text that was piped or pasted: with its line ends or without, rows wrapped to a narrow
// terminal or broken by a mail program. What a table means is its reader's.
//
// +------------+-------+----------+
// | cloud      | stage | state    |
// +------------+-------+----------+
// | subcloud-1 | 1     | initial  |
// +------------+-------+----------+
import type { Line } from '../../contract/parser.ts';

export interface TableRow {
  /** In the order of the columns. */
  cells: string[];
  /** Where it begins. */
  line: Line;
}

export interface Table {
  /** As `columnKey` writes them. */
  columns: string[];
  rows: TableRow[];
}

export type TextPiece = { kind: 'table'; table: Table } | { kind: 'text'; text: string };

/** `started_at`, `started at` and a name that was wrapped are one. */
export function columnKey(name: string): string {
  return name.replaceAll(/[\s_-]/g, '').toLowerCase();
}

const opening = /\+-[-+\s]*\+\s*(?=\|)/;
/** May become an opening with the next line. */
const begun = /\+(?:-[-+\s]*)?$/;
const mostCharacters = 4 * 1024 * 1024;

export class TableReader {
  /** Tables that have no end, or rows that do not fit their columns. */
  oddTables = 0;
  private text = '';
  /** Rows are read, and nothing but the border behind them is waited for. */
  private inRows = false;
  private lines: { at: number; line: Line }[] = [];

  /** What is complete with this line. */
  feed(line: Line): TextPiece[] {
    this.lines.push({ at: this.text.length, line });
    this.text += `${line.text}\n`;
    if (this.text.length > mostCharacters) this.giveUp();
    if (this.inRows && !line.text.includes('+')) return [];
    const pieces: TextPiece[] = [];
    for (let piece = this.next(); piece; piece = this.next()) pieces.push(...piece);
    return pieces;
  }

  /** Undefined when more is needed. */
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

  /** The rows from `from` to the next border that is whole. */
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

/** Of lines that hold whole rows, several of them where line ends were lost; else of all together. Undefined when they do not fit. */
function readRows(lines: readonly TableRow[], columns: number): TableRow[] | undefined {
  const drawn = lines.filter(({ cells: [text] }) => text !== '');
  const isWhole = ({ cells: [text = ''] }: TableRow): boolean =>
    text.startsWith('|') && text.endsWith('|') && countOf(text, '|') % (columns + 1) === 0;
  if (drawn.every(isWhole)) return drawn.flatMap((row) => rowsOf(row, columns));
  const [first] = drawn;
  const joined = first && { cells: [drawn.map(({ cells }) => cells[0]).join(' ')], line: first.line };
  return joined && isWhole(joined) ? rowsOf(joined, columns) : undefined;
}

/** `| a | b | | c | d |`: between two rows stands what looks like an empty cell. */
function rowsOf({ cells: [text = ''], line }: TableRow, columns: number): TableRow[] {
  const pieces = text.split('|').map((cell) => cell.trim());
  const rows = countOf(text, '|') / (columns + 1);
  return Array.from({ length: rows }, (_, i) => {
    const from = i * (columns + 1) + 1;
    return { cells: pieces.slice(from, from + columns), line };
  });
}

/**
 * Rows that were wrapped, put together: one that has nothing in a column that always has something belongs to the one before. Where a cell was
 * cut in the middle of a word nobody can tell, so its pieces have a blank between them.
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

/** Where the nth one stands, -1 when there are fewer. */
function nthOf(text: string, sign: string, n: number): number {
  let at = -1;
  for (let i = 0; i < n; i++) {
    at = text.indexOf(sign, at + 1);
    if (at < 0) return -1;
  }
  return at;
}
