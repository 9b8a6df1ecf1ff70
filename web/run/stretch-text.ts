// A stretch of the time line in words. Pure.
import { durationText, limitText } from '../../state-machines/vocabulary/duration.ts';
import type { Stretch } from './time-line.ts';

/** `DHCPACK at 01:05:12 after 3 s; limit 40 s`. */
export function stretchText({ step: { stage, limitMs }, tone, fromMs, toMs }: Stretch, time: (ms: number) => string): string {
  const took = durationText(toMs - fromMs);
  const limit = limitMs === null ? '' : `; limit ${limitText(limitMs)}`;
  if (tone === 'late') return `${stage.name} late since ${time(fromMs)}${limit}`;
  if (tone === 'next') return `${stage.name} expected from ${time(fromMs)}${limit}`;
  if (stage.at !== null && Date.parse(stage.at) < toMs) return `${tone} since ${stage.name} at ${time(fromMs)}`;
  const failed = stage.status === 'failed' ? ' failed' : '';
  return `${stage.name}${failed} at ${time(toMs)}${toMs > fromMs ? ` after ${took}` : ''}${limit}`;
}
