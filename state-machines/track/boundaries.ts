// The times and signs by which one run is told from the next: what a track asks before it opens, feeds or closes a run. Pure.
import { makesUp } from '../run/guards.ts';
import type { RunEvent } from '../run/run-state.ts';
import type { Run } from '../run/run.ts';
import type { Stage } from '../workflow/workflow.ts';

/** No machine boots its installer twice within this time: what comes sooner is the same boot asking again. */
const sameBootMs = 5_000;
/** A boot file asked for again after this time is a new boot, even when nothing else was seen between. */
const newBootMs = 60_000;
/** So long after a boot of another system, what asks for an address is that system. */
export const otherBootPauseMs = 600_000;
/** A provisional run that hears a DHCPDISCOVER so long after the one before begins anew. */
export const provisionalPauseMs = 600_000;
/** A provisional run of a machine that nobody declared is dropped after this silence: it was a visitor. */
export const visitorMs = 900_000;
/** Stamps have whole seconds, and an access log's are those of the request's start: what is older by more is of an earlier run. */
export const stampToleranceMs = 2_000;
/** So much later than another a log may be read. */
export const lateNewsMs = 600_000;

/** Whether what came is older than the run. */
export function isBefore(event: RunEvent, run: Run): boolean {
  return event.atMs < run.startedAtMs - stampToleranceMs;
}

/** One that is late, or was given up, has a record and was not seen. */
function lastSeenMs(run: Run, stage: Stage): number {
  const record = run.recordOf(stage);
  return record?.count ? record.lastAtMs : -Infinity;
}

/** When the machine asked for a kernel or ramdisk last. */
export function lastBootMs(run: Run): number {
  return run.workflow.stages.reduce((last, stage) => (stage.role === 'boot' ? Math.max(last, lastSeenMs(run, stage)) : last), -Infinity);
}

/** Whether a boot file begins another boot than that of the run. `hasPrelude`: DHCP or a boot configuration came since. */
export function isNewBoot(run: Run, event: RunEvent, hasPrelude: boolean): boolean {
  const { records, furthest } = run.snapshot.context;
  if (event.atMs - lastBootMs(run) < sameBootMs) return false;
  const reached = run.furthestStage;
  if (reached && furthest > run.workflow.stages.findLastIndex(({ role }) => role === 'boot')) {
    return event.atMs > (records[reached.name]?.atMs ?? Infinity);
  }
  const ownMs = lastSeenMs(run, event.stage);
  return ownMs > -Infinity && (hasPrelude || event.atMs - ownMs > newBootMs);
}

export function hasHandedOver(run: Run): boolean {
  return run.workflow.stages.some((s) => (s.role === 'handover' || s.role === 'disk-boot') && run.recordOf(s)?.status === 'done');
}

/** What an installer asks for again, after it had handed over, may be of a boot whose kernel is still to be read. */
export function isOfNextBoot(run: Run, { stage, atMs }: RunEvent): boolean {
  const handover = run.workflow.stages.find(({ role }) => role === 'handover');
  const handedOver = run.recordOf(handover);
  if (!handover || handedOver?.status !== 'done' || atMs <= handedOver.lastAtMs) return false;
  const isBeforeIt = run.workflow.stages.indexOf(stage) < run.workflow.stages.indexOf(handover);
  return isBeforeIt && stage.role !== 'boot' && run.recordOf(stage) !== undefined;
}

/** A run that was first seen further on: DHCP and boot configuration from then on are the installer's own, and no stage of its way. */
export function isAfterwards(run: Run, event: RunEvent): boolean {
  const reached = run.furthestStage;
  const reachedMs = run.recordOf(reached)?.atMs;
  if (event.error || run.recordOf(event.stage) || reachedMs === undefined || reached?.role === 'opening') return false;
  return event.stage.healedBy === undefined && event.atMs > reachedMs && !heals(run, event.stage);
}

function heals(run: Run, stage: Stage): boolean {
  return run.status === 'failed' && makesUp(run.snapshot.context, run.workflow.stages.indexOf(stage));
}
