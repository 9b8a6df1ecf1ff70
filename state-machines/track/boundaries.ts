// Times and signs that separate one run from the next: what a track checks before it opens, feeds or closes a run. Pure.
import { makesUp } from '../run/guards.ts';
import type { RunEvent } from '../run/run-state.ts';
import type { Run } from '../run/run.ts';
import type { Stage } from '../workflow/workflow.ts';

/** No machine boots its installer twice within this time: an earlier request is a retry of the same boot. */
const sameBootMs = 5_000;
/** A boot file requested again after this time is a new boot, even if nothing else was seen in between. */
const newBootMs = 60_000;
/** For this long after a boot of another system, DHCP requests are that system's. */
export const otherBootPauseMs = 600_000;
/** A provisional run restarts on a DHCPDISCOVER this long after the previous one. */
export const provisionalPauseMs = 600_000;
/** A provisional run of an undeclared machine is dropped after this silence: it was an unknown DHCP client. */
export const visitorMs = 900_000;
/**
 * Timestamps have whole seconds, and those of an access log are of the request's start. Anything older by more than this belongs to an earlier
 * run.
 */
export const stampToleranceMs = 2_000;
/** How far one log may lag behind another. */
export const lateNewsMs = 600_000;

/** Whether the observation is older than the run. */
export function isBefore(event: RunEvent, run: Run): boolean {
  return event.atMs < run.startedAtMs - stampToleranceMs;
}

/** A late or timed-out stage has a record, but was not seen. */
function lastSeenMs(run: Run, stage: Stage): number {
  const record = run.recordOf(stage);
  return record?.count ? record.lastAtMs : -Infinity;
}

/** When the machine last requested a kernel or ramdisk. */
export function lastBootMs(run: Run): number {
  return run.workflow.stages.reduce((last, stage) => (stage.role === 'boot' ? Math.max(last, lastSeenMs(run, stage)) : last), -Infinity);
}

/** Whether a boot file starts a boot other than the run's. `hasPrelude`: DHCP or a boot configuration was seen since. */
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

/** Requests of an installer after its handover may belong to a boot whose kernel request has not been read yet. */
export function isOfNextBoot(run: Run, { stage, atMs }: RunEvent): boolean {
  const handover = run.workflow.stages.find(({ role }) => role === 'handover');
  const handedOver = run.recordOf(handover);
  if (!handover || handedOver?.status !== 'done' || atMs <= handedOver.lastAtMs) return false;
  const isBeforeIt = run.workflow.stages.indexOf(stage) < run.workflow.stages.indexOf(handover);
  return isBeforeIt && stage.role !== 'boot' && run.recordOf(stage) !== undefined;
}

/** A run that was first seen in the middle: later DHCP and boot configuration are the installer's own requests, not stages. */
export function isAfterwards(run: Run, event: RunEvent): boolean {
  const reached = run.furthestStage;
  const reachedMs = run.recordOf(reached)?.atMs;
  if (event.error || run.recordOf(event.stage) || reachedMs === undefined || reached?.role === 'opening') return false;
  return event.stage.healedBy === undefined && event.atMs > reachedMs && !heals(run, event.stage);
}

function heals(run: Run, stage: Stage): boolean {
  return run.status === 'failed' && makesUp(run.snapshot.context, run.workflow.stages.indexOf(stage));
}
