// Rows as a JSON array of objects, a row a line, so that `grep` and `diff` are of use too. Pure.
import type { Column } from './column.ts';

export function jsonOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = rows.map((row) => JSON.stringify(Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]))));
  return `[${lines.map((line) => `\n${line}`).join(',')}\n]\n`;
}
