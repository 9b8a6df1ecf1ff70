// The host's clock was set: what is under way keeps its durations and the time that is left, by the clock as it is now. Pure.
import type { Run } from '../run/run-feed.ts';
import type { RunContext } from '../run/run.ts';
import type { Track } from './track.ts';

/** Moves the open run, and what was seen of a boot that has no run yet, by so many milliseconds. What is over stays as it was told. */
export function shiftTrack(track: Track, byMs: number): void {
  const { open } = track;
  if (open) shiftRun(open, byMs);
  else track.isClockBack ||= byMs < 0;
  if (track.otherBootMs !== null) track.otherBootMs += byMs;
  track.prelude = track.prelude.map((event) => ({ ...event, atMs: event.atMs + byMs }));
}

function shiftRun(run: Run, byMs: number): void {
  const { value, context } = run.snapshot;
  run.startedAtMs += byMs;
  run.snapshot = { value, context: shiftContext(context, byMs) };
}

function shiftContext(context: RunContext, byMs: number): RunContext {
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
