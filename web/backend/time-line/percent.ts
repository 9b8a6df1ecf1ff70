// Where a moment lies on the strip. Pure.
import type { TimeLine } from '../../run/time-line.ts';

/** For CSS: `25.000%` for a moment at a quarter of the strip. */
export function percent({ fromMs, toMs }: Pick<TimeLine, 'fromMs' | 'toMs'>, atMs: number): string {
  return `${(((atMs - fromMs) / (toMs - fromMs)) * 100).toFixed(3)}%`;
}
