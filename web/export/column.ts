// What an exported file has of each row: the same columns, with the same names, in CSV and in JSON.

export type Cell = string | number | boolean | null;

export interface Column<Row> {
  /** Head of the column in CSV, key in JSON. */
  name: string;
  of: (row: Row) => Cell;
}
