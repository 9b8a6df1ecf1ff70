// Rows as a JSON array of objects, one row per line so that `grep` and `diff` work on it. Pure.
import type { Column } from './column.ts';

export function jsonOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = rows.map((row) => JSON.stringify(Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]))));
  return `[${lines.map((line) => `\n${line}`).join(',')}\n]\n`;
}
