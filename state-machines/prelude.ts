// What was seen of a boot before a run is known that it belongs to: DHCP, boot configuration. It becomes the start of the next run. Pure.
import type { TrackEvent } from './run-feed.ts';

/** Oldest first. */
export type Prelude = readonly TrackEvent[];

/** After this pause a DHCP exchange that follows a complete one belongs to another boot. */
const exchangePauseMs = 30_000;
const kept = 64;

/** An exchange that begins a while after a complete one begins another boot: what was before is of none. */
export function addToPrelude(prelude: Prelude, event: TrackEvent): Prelude {
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
  return prelude.slice(begin);
}

/** Whether it is the first message of a boot. */
export function isFirst(event: TrackEvent): boolean {
  return event.workflow.stages[0] === event.stage;
}

function isExchangeEnd(event: TrackEvent): boolean {
  return event.stage.seen.some((seen) => 'dhcp' in seen && seen.dhcp === 'ACK');
}
