// What logrotate makes of a log's name: a number, or a date with dateext; then the ending of a compressor. Names only, no files.

export type Packing = 'gz' | 'zst' | 'xz';

const rotated = /^(.+?)(?:\.(\d{1,4})|-(\d{8}|\d{10})(?:-(\d+))?)?(?:\.(gz|zst|xz))?$/;

export interface RotatedName {
  /** Name of the log that it was. */
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

/** For sorting: oldest first. With dates the younger has the greater number; all of them are older than the log itself. */
export function compareAges(a: RotatedName, b: RotatedName): number {
  if (a.age.length === 0 || b.age.length === 0) return b.age.length - a.age.length;
  for (const [i, part] of a.age.entries()) {
    const other = b.age[i] ?? 0;
    if (part !== other) return other - part;
  }
  return 0;
}
