// One log may be read well after another. Its entries belong to the run that they happened in, and may show how that run began. Pure.
import { isBefore, lateNewsMs, stampToleranceMs } from './boundaries.ts';
import { addToPrelude, ledTo, withoutTimes, type Prelude } from './prelude.ts';
import type { RunEvent } from '../run/run-state.ts';
import type { Run } from '../run/run.ts';

/** The run that something happened in: the newest that had begun and was not over, or the next one to begin. Undefined: none yet. */
export function runAt(runs: readonly Run[], atMs: number): Run | undefined {
  const during = runs.findLast((run) => run.startedAtMs - stampToleranceMs <= atMs && atMs <= endOf(run));
  return during ?? runs.find(({ startedAtMs }) => startedAtMs > atMs && startedAtMs - atMs <= lateNewsMs);
}

function endOf({ snapshot }: Run): number {
  return snapshot.context.endedAtMs ?? Infinity;
}

function hasBooted({ workflow, snapshot }: Run): boolean {
  return workflow.stages.some(({ name, role }) => role === 'boot' && snapshot.context.records[name]?.count);
}

/** Splits events into those to apply now and those that wait for their kernel: DHCP and a boot configuration may belong to a boot from disk. */
export function lateNews(
  event: RunEvent,
  run: Run,
  { before, prelude }: { before: Run | undefined; prelude: Prelude },
): { events: Prelude; prelude: Prelude } {
  const { role } = event.stage;
  if (!isBefore(event, run)) return { events: role === 'opening' && !isOnTheWay(run, event) ? [] : [event], prelude };
  if (role === 'disk-boot') return { events: [], prelude: withoutTimes(prelude, event.atMs) };
  if (!isItsBegin(event, run, before)) return { events: [], prelude };
  if (role === 'opening' && !hasBooted(run)) return { events: [], prelude: addToPrelude(prelude, event) };
  return { events: [...ledTo(event, prelude), event], prelude: withoutTimes(prelude) };
}

/** An earlier stage, older than the run's first line but newer than the previous run, is its start. */
function isItsBegin(event: RunEvent, run: Run, before: Run | undefined): boolean {
  const { stages } = run.workflow;
  const first = stages.findIndex((stage) => run.recordOf(stage));
  const isOfRunBefore = event.atMs <= (before?.snapshot.context.endedAtMs ?? -Infinity);
  return !isOfRunBefore && run.startedAtMs - event.atMs <= lateNewsMs && stages.indexOf(event.stage) < first;
}

/** Whether DHCP or a boot configuration of a finished run precedes everything that it leads to. */
function isOnTheWay({ workflow, snapshot }: Run, event: RunEvent): boolean {
  const { records } = snapshot.context;
  return workflow.stages.every(({ name, role }) => role === 'opening' || !records[name] || records[name].atMs >= event.atMs);
}
