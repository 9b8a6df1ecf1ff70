// How high a line of the table is, in pixels. Pure.
import { saysWhy } from '../fleet/row/says-why.ts';
import type { TableLine } from '../fleet/table-lines.ts';

const headPx = 36;
/** short: one line, on narrow screens two · long: with a reason, two lines, on narrow screens five. */
const rowPx = { wide: { short: 32, long: 56 }, narrow: { short: 54, long: 112 } };

export function heightOf(line: TableLine | undefined, narrow: boolean): number {
  if (line?.kind !== 'backend') return headPx;
  const { short, long } = narrow ? rowPx.narrow : rowPx.wide;
  return saysWhy(line.backend, line.urgency) ? long : short;
}
