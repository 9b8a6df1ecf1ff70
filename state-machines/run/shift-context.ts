// Shifts the times of a run after the host's clock was set: durations and remaining time are kept. Pure.
import type { RunContext } from './run-state.ts';

export function shiftContext(context: RunContext, byMs: number): RunContext {
  const moved = <Ms extends number | null | undefined>(ms: Ms): Ms => (typeof ms === 'number' ? ((ms + byMs) as Ms) : ms);
  const records = Object.entries(context.records).map(([stage, record]) => {
    return [stage, { ...record, atMs: record.atMs + byMs, lastAtMs: record.lastAtMs + byMs }] as const;
  });
  return {
    ...context,
    records: Object.fromEntries(records),
    deadlineMs: moved(context.deadlineMs),
    failsMs: moved(context.failsMs) ?? null,
    lastHeardMs: context.lastHeardMs + byMs,
    ...(context.tries && {
      tries: context.tries.map((t) => ({ ...t, startedAtMs: t.startedAtMs + byMs, endedAtMs: moved(t.endedAtMs) })),
    }),
  };
}
