// Parses names created by logrotate: a number, or a date with dateext, then a compression suffix. Names only, no files.

export type Packing = 'gz' | 'zst' | 'xz';

const rotated = /^(.+?)(?:\.(\d{1,4})|-(\d{8}|\d{10})(?:-(\d+))?)?(?:\.(gz|zst|xz))?$/;

export interface RotatedName {
  /** Original name of the log. */
  name: string;
  /** Greater is older, compared part by part; empty for the log itself. */
  age: readonly number[];
  packing: Packing | null;
}

/** `fileName` without its folder. */
export function readRotatedName(fileName: string): RotatedName {
  const [, name = '', number, date, ofDate = '0', packing = null] = rotated.exec(fileName) ?? [];
  const age = number !== undefined ? [0, Number(number)] : date !== undefined ? [1, -Number(date.padEnd(10, '0')), -Number(ofDate)] : [];
  return { name, age, packing: packing as Packing | null };
}

/** Sorts oldest first. Among dates the newer has the greater number; all are older than the log itself. */
export function compareAges(a: RotatedName, b: RotatedName): number {
  if (a.age.length === 0 || b.age.length === 0) return b.age.length - a.age.length;
  for (const [i, part] of a.age.entries()) {
    const other = b.age[i] ?? 0;
    if (part !== other) return other - part;
  }
  return 0;
}
