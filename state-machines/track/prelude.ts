// The signs of a boot seen before its run is known: DHCP, boot configuration. They become the start of the next run. Pure.
import type { RunEvent } from '../run/run-state.ts';
import type { WorkflowsByName } from '../workflow/workflow.ts';

/** Oldest first. */
export type Prelude = readonly RunEvent[];

/** After this pause a DHCP exchange that follows a complete one belongs to another boot. */
const exchangePauseMs = 30_000;
const kept = 64;
/** Anything older than this does not belong to a boot that begins now. */
const preludeMs = 600_000;
/** This many different stages prove an installer; one of them may be something that an installed machine requests too (packages). */
const stagesOfInstaller = 3;

/** An exchange that starts a while after a complete one starts another boot: what preceded it is discarded. */
export function addToPrelude(prelude: Prelude, event: RunEvent): Prelude {
  const last = prelude.at(-1);
  const isAnother = last && prelude.some(isExchangeEnd) && isFirst(event) && event.atMs - last.atMs > exchangePauseMs;
  return [...(isAnother ? [] : prelude).slice(1 - kept), event];
}

/** The firmware fetched its boot loader: the DHCP exchange just before is where that boot began. */
export function preludeOfBootLoader(prelude: Prelude): Prelude {
  let begin = 0;
  let complete = false;
  for (const [i, event] of prelude.entries()) {
    if (complete && isFirst(event)) {
      begin = i;
      complete = false;
    }
    complete ||= isExchangeEnd(event);
  }
  return [...prelude.slice(0, begin).filter(({ stage }) => stage.role !== 'opening'), ...prelude.slice(begin)];
}

/** The signs that led to `event`. Signs of the installer that a boot file starts count only if later: one log may be read ahead of another. */
export function ledTo(event: RunEvent, prelude: Prelude): Prelude {
  const isOf = ({ stage, atMs }: RunEvent): boolean => event.stage.role !== 'boot' || stage.role === 'opening' || atMs >= event.atMs;
  return prelude.filter((earlier) => earlier !== event && event.atMs - earlier.atMs < preludeMs && isOf(earlier));
}

/**
 * Removes everything, or only signs of those times: a log that is read ahead of another may have started the next. Returns the same list if
 * nothing is removed, as the caller compares identity.
 */
export function withoutTimes(prelude: Prelude, untilMs = Infinity, fromMs = -Infinity): Prelude {
  const left = prelude.filter(({ atMs }) => atMs > untilMs || atMs < fromMs);
  return left.length < prelude.length ? left : prelude;
}

/** The same under changed workflows, as far as they still have the stages. */
export function movePrelude(prelude: Prelude, workflows: WorkflowsByName): Prelude {
  return prelude.flatMap((event) => {
    const workflow = workflows.get(event.workflow.name);
    const stage = workflow?.stages[workflow.index.get(event.stage.name) ?? -1];
    return workflow && stage ? [{ ...event, workflow, stage }] : [];
  });
}

/** Whether it contains a request that only an installer makes. */
export function hasInstaller(prelude: Prelude): boolean {
  return prelude.some(isOfInstaller);
}

/** Signs of an installer since the machine was installed; empty while they may be incidental. A kexec shows no other sign of its boot. */
export function installerInPrelude(prelude: Prelude): Prelude {
  const last = preludeOfBootLoader(prelude);
  // A mere lease renewal does not start a boot.
  const boot = last.some(isFirst) ? last : last.filter(({ stage }) => stage.role !== 'opening');
  const recent = boot.filter(({ atMs }) => (boot.at(-1)?.atMs ?? 0) - atMs < preludeMs);
  const told = new Set(recent.filter(isOfInstaller).map(({ stage }) => stage.name));
  const certain = new Set(recent.filter((event) => isOfInstaller(event) && event.stage.role !== 'inside').map(({ stage }) => stage.name));
  return told.size >= stagesOfInstaller && certain.size >= stagesOfInstaller - 1 ? recent : [];
}

function isOfInstaller({ stage: { role }, error }: RunEvent): boolean {
  return !error && (role === undefined || role === null || role === 'inside' || role === 'handover');
}

/** Whether it is the first message of a boot. */
export function isFirst(event: RunEvent): boolean {
  return event.workflow.stages[0] === event.stage;
}

function isExchangeEnd(event: RunEvent): boolean {
  return event.stage.seen.some((seen) => 'dhcp' in seen && seen.dhcp === 'ACK');
}
