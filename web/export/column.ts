// A column of an exported file: the same columns with the same names in CSV and in JSON.

export type Cell = string | number | boolean | null;

export interface Column<Row> {
  /** Column head in CSV, key in JSON. */
  name: string;
  of: (row: Row) => Cell;
}
