// The rule for silent logs: the syslog of a boot server always has new lines while machines install. Pure.
import { statusTable, type BackendStatus } from '../../state-machines/vocabulary.ts';
import type { SourceStatus } from '../inputs/contract/source.ts';

const silentAfterMs = 10 * 60_000;

export interface SilenceInput {
  sources: readonly SourceStatus[];
  /** Of every backend. */
  statuses: Iterable<BackendStatus>;
  nowMs: number;
}

/** A sentence for each syslog that is read, had lines before, and has had none for ten minutes although a machine is installing. */
export function silenceTroubles({ sources, statuses, nowMs }: SilenceInput): string[] {
  const silent = sources.filter(({ type, alive, lastLineAtMs }) => {
    return type === 'syslog' && alive && lastLineAtMs !== null && nowMs - lastLineAtMs > silentAfterMs;
  });
  if (silent.length === 0 || ![...statuses].some((status) => statusTable[status].clock === 'runs')) return [];
  return silent.map(({ name, from, lastLineAtMs }) => tell(name, from, nowMs - (lastLineAtMs ?? 0)));
}

function tell(name: string, path: string, silentMs: number): string {
  const minutes = Math.floor(silentMs / 60_000);
  return `${name}: no new lines for ${minutes} minutes while machines install; check that rsyslog is running and writes to ${path}, that the disk is not full, and that timezone in the settings is that of the log`;
}
